package firebreak.export;

import firebreak.encoding.Json;
import java.util.OptionalLong;

/// One thing that is wrong with an export, and where.
///
/// @param file its path in the export
/// @param leaf the index of the leaf concerned, where the fault is about one
/// @param what a full clause for people
public record ExportFault(String file, OptionalLong leaf, String what) {
    static ExportFault of(String file, String what) {
        return new ExportFault(file, OptionalLong.empty(), what);
    }

    static ExportFault of(String file, long leaf, String what) {
        return new ExportFault(file, OptionalLong.of(leaf), what);
    }

    public Json toJson() {
        Json.Builder json = Json.object().with("file", file);
        leaf.ifPresent(index -> json.with("leaf", index));
        return json.with("what", what).build();
    }

    @Override
    public String toString() {
        return file + (leaf.isPresent() ? " (leaf " + leaf.getAsLong() + ")" : "") + ": " + what;
    }
}
