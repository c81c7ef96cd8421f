package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line as the node tells it.
///
/// @param tests the last frames sent, the newest first
/// @param changes when it fell silent and answered again, the newest first
record LineView(
        String label,
        String own,
        String peer,
        String state,
        Instant since,
        Optional<String> trouble,
        List<Test> tests,
        List<Change> changes) {
    private static final int MOST_TESTS = 8;

    LineView {
        tests = List.copyOf(tests);
        changes = List.copyOf(changes);
    }

    /// One frame that was sent.
    record Test(Instant at, Optional<Long> answeredAfterMs) {
        static Test read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Test(fields.time("at"), fields.optional("answeredAfterMs", Fields::asInteger));
        }
    }

    /// One change.
    record Change(Instant at, String state, Instant since) {
        static Change read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Change(fields.time("at"), fields.string("state"), fields.time("since"));
        }
    }

    static LineView read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return new LineView(
                fields.string("label"),
                fields.string("own"),
                fields.string("peer"),
                fields.string("state"),
                fields.time("since"),
                fields.optional("trouble", Fields::asString),
                fields.list("tests", Test::read),
                fields.list("changes", Change::read));
    }

    /// For people: its changes, and its last tests.
    List<String> history() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(Shown.line(label) + ", " + own + " with " + peer + ":");
        if (changes.isEmpty()) {
            lines.add("  no change is kept");
        }
        changes.forEach(change -> lines.add("  " + Shown.second(change.at()) + "  found " + Shown.line(change.state())
                + " since " + Shown.second(change.since())));
        tests.stream()
                .limit(MOST_TESTS)
                .forEach(test -> lines.add("  " + Shown.second(test.at()) + "  test "
                        + test.answeredAfterMs()
                                .map(ms -> "answered after " + ms + " ms")
                                .orElse("not answered")));
        return lines;
    }
}
