package firebreak.ship;

import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.SmallFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A part of the program as Maven resolved it.
///
/// @param parts those it needs that nothing before it needs too: Maven names each once in the whole tree
record Part(String group, String name, String version, List<Part> parts) {
    private static final int MAX_BYTES = 1024 * 1024;

    Part {
        parts = List.copyOf(parts);
    }

    /// @param file what `dependency:tree` writes as JSON; its root is the program
    static Part read(Path file) throws IOException, FormatException {
        String place = String.valueOf(file.getFileName());
        return read(place, Canonical.readLoose(place, SmallFile.bytes(file, MAX_BYTES), MAX_BYTES));
    }

    private static Part read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        fields.expect("type", "jar");
        fields.expect("classifier", "");
        return new Part(
                fields.string("groupId"),
                fields.string("artifactId"),
                fields.string("version"),
                fields.optional("children", (at, parts) -> Fields.asList(at, parts, Part::read))
                        .orElse(List.of()));
    }

    /// Its name all over the world.
    String purl() {
        return "pkg:maven/" + group + "/" + name + "@" + version;
    }

    /// As its jar is named.
    String fileName() {
        return name + "-" + version + ".jar";
    }

    /// All parts below it, each before its own.
    List<Part> all() {
        List<Part> all = new ArrayList<>();
        for (Part part : parts) {
            all.add(part);
            all.addAll(part.all());
        }
        return all;
    }
}
