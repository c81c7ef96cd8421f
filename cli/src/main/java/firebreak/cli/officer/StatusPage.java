package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the running node stands, for people.
final class StatusPage {
    private static final int TROUBLE = 6;

    private final TextTable members =
            new TextTable("CHANNEL", "MEMBER", "LINE", "SINCE (UTC)", "NOT TAKEN YET", "MISSING HERE", "REMARKS");
    private final TextTable records = new TextTable("CHANNEL", "RECORD", "SIZE", "ROOT", "STANDING");

    private StatusPage() {}

    /// @param posts the node's own
    static List<String> of(Json status, List<String> posts, int columns) throws FormatException {
        Fields fields = Fields.of("status", status);
        List<String> unlocked = fields.strings("unlocked");
        List<String> locked =
                posts.stream().filter(post -> !unlocked.contains(post)).toList();
        List<String> lines = new ArrayList<>();
        lines.add("Since       " + Shown.second(fields.time("started")) + ", its clock shows "
                + Shown.second(fields.time("now")));
        lines.add("Unlocked    " + words(unlocked));
        lines.add("Locked      " + words(locked));
        long held = fields.integer("held");
        lines.add("Held        " + held + (held > 0 ? ": see why with firebreak held" : ""));
        long evidence = fields.integer("evidence");
        lines.add("Evidence    "
                + (evidence > 0 ? evidence + " PROOFS THAT A RECORD WAS FORKED OR FALSE" : "none of a forked record"));
        StatusPage page = new StatusPage();
        fields.list("channels", (place, value) -> {
            page.channel(place, value);
            return place;
        });
        page.tables(lines, columns);
        return lines;
    }

    private static String words(List<String> words) {
        return words.isEmpty() ? "none" : Shown.line(String.join(" ", words));
    }

    private void tables(List<String> lines, int columns) {
        lines.add("");
        if (records.isEmpty()) {
            lines.add("This node is in no channel");
            return;
        }
        lines.addAll(members.lines(columns, TROUBLE));
        lines.add("");
        lines.addAll(records.lines(columns, 1));
    }

    private void channel(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        String label = fields.string("label");
        fields.list("members", (at, member) -> {
            member(label, at, member);
            return at;
        });
        Fields record = fields.required("record", Fields::of);
        records.row(
                label,
                record.string("origin"),
                Long.toString(record.integer("size")),
                record.hash("root").hex().substring(0, 16),
                standing(record));
    }

    private static String standing(Fields record) throws FormatException {
        String restored = record.bool("restored") ? "restored, generation " + record.integer("generation") : "original";
        return restored + (record.bool("appending") ? "" : ", NOT APPENDING");
    }

    private void member(String label, String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        List<Mirror> mirrors = fields.list("records", Mirror::read);
        long missing = mirrors.stream().mapToLong(Mirror::missing).sum();
        boolean forked = mirrors.stream().anyMatch(Mirror::forked);
        Optional<String> trouble = fields.optional("trouble", Fields::asString);
        // A member has one record for each time its home was restored, and the first.
        Optional<String> restored =
                mirrors.size() > 1 ? Optional.of("restored " + (mirrors.size() - 1) + "×") : Optional.empty();
        members.row(
                label,
                fields.string("party"),
                fields.string("state"),
                fields.optional("since", Fields::asTime).map(Shown::minute).orElse("-"),
                Long.toString(fields.integer("waiting")),
                Long.toString(missing),
                forked ? "RECORD FORKED" : trouble.or(() -> restored).orElse("-"));
    }

    private record Mirror(long missing, boolean forked) {
        static Mirror read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Mirror(fields.integer("missing"), fields.bool("forked"));
        }
    }
}
