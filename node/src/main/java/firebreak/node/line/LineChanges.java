package firebreak.node.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.line.Condition;
import firebreak.line.LineName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of each line: when it fell silent, and when it answered again, over restarts. The last few of each line
/// are kept.
public final class LineChanges {
    /// Most that are kept of one line.
    public static final int MOST = 256;

    private static final int ROW_BYTES = 1_024;

    private LineChanges() {}

    /// One change.
    ///
    /// @param at when this node noticed
    /// @param state `answering`, `silent` or `unknown`
    /// @param since when it began, as far as the tests tell
    public record Change(Instant at, String state, Instant since) {
        public Json toJson() {
            return Json.object()
                    .with("at", at)
                    .with("state", state)
                    .with("since", since)
                    .build();
        }

        static Change read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Change change = new Change(fields.time("at"), fields.string("state"), fields.time("since"));
            fields.done();
            return change;
        }
    }

    private static String of(LineName line) {
        return "lines/change/" + line.channel().hash().hex() + "/" + line.own() + "/" + line.peer() + "/";
    }

    /// @return what is to be stored
    public static List<Write> with(LineName line, Condition now, Instant at, StoreView stored) {
        List<Write> writes = new ArrayList<>();
        List<StoreView.Entry> before = stored.all(Table.STATE, of(line), of(line) + "~");
        before.stream()
                .limit(Math.max(0, before.size() - MOST + 1))
                .forEach(row -> writes.add(new Write.Delete(Table.STATE, row.key())));
        Change change = new Change(at, word(now), now.since());
        writes.add(new Write.Put(
                Table.STATE, of(line) + Keys.number(at.toEpochMilli()), Canonical.write(change.toJson())));
        return writes;
    }

    /// The last ones, the newest first. A damaged row is passed over: it is told when the store is checked.
    public static List<Change> of(LineName line, StoreView stored) {
        return stored.all(Table.STATE, of(line), of(line) + "~").reversed().stream()
                .flatMap(row -> read(row.value()).stream())
                .toList();
    }

    private static Optional<Change> read(Bytes row) {
        try {
            return Optional.of(Change.read("stored change", Canonical.read("stored change", row, ROW_BYTES)));
        } catch (FormatException damaged) {
            return Optional.empty();
        }
    }

    /// The word for a condition.
    public static String word(Condition condition) {
        return switch (condition) {
            case Condition.Answering _ -> "answering";
            case Condition.Silent _ -> "silent";
            case Condition.Unknown _ -> "unknown";
        };
    }
}
