package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.export.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the running node stands, for people.
final class StatusPage {
    private static final int RECORDS = 6;

    /// Seconds from which two clocks are said to differ: a frame on its way takes less.
    private static final long CLOCKS_DIFFER = 60;

    private final TextTable members =
            new TextTable("CHANNEL", "MEMBER", "LINE", "SINCE (UTC)", "NOT TAKEN YET", "MISSING HERE", "RECORD");
    private final TextTable records = new TextTable("CHANNEL", "RECORD", "SIZE", "ROOT", "STANDING");

    private final List<String> troubles = new ArrayList<>();

    private final Instant now;

    private StatusPage(Instant now) {
        this.now = now;
    }

    static List<String> of(Json status, int columns) throws FormatException {
        Fields fields = Fields.of("status", status);
        List<String> lines = new ArrayList<>();
        fields.optional("disk", StatusPage::disk).ifPresent(lines::add);
        fields.optional("lease", StatusPage::lease).ifPresent(lines::add);
        fields.optional("damaged", StatusPage::damaged).flatMap(line -> line).ifPresent(lines::add);
        Optional<Fields> keys = fields.optional("keys", Fields::of);
        if (keys.isPresent()) {
            keys.get().strings("warnings").forEach(warning -> lines.add("KEYS        " + Shown.line(warning)));
        }
        lines.add("Since       " + Shown.second(fields.time("started")) + ", its clock shows "
                + Shown.second(fields.time("now")));
        lines.add("Unlocked    " + words(fields.strings("unlocked")));
        lines.add("Locked      " + words(fields.strings("locked")));
        long held = fields.integer("held");
        lines.add("Held        " + held + (held > 0 ? ": see why with firebreak held" : ""));
        long evidence = fields.integer("evidence");
        lines.add("Evidence    "
                + (evidence > 0 ? evidence + " PROOFS THAT A RECORD WAS FORKED OR FALSE" : "none of a forked record"));
        fields.strings("disputed").forEach(view -> lines.add("DISPUTED    " + Shown.line(view)));
        StatusPage page = new StatusPage(fields.time("now"));
        fields.list("channels", (place, value) -> {
            page.channel(place, value);
            return place;
        });
        page.tables(lines, columns);
        return lines;
    }

    private static String disk(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return "DISK        CANNOT WRITE since " + Shown.second(fields.time("since")) + ": "
                + Shown.line(fields.string("reason"));
    }

    private static Optional<String> damaged(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        List<String> fetching = fields.strings("fetching");
        List<String> lasting = fields.strings("lasting");
        if (fetching.isEmpty() && lasting.isEmpty()) {
            return Optional.empty();
        }
        String first = fetching.isEmpty() ? lasting.getFirst() : fetching.getFirst();
        return Optional.of("DAMAGED     " + (fetching.size() + lasting.size()) + " STORED VALUES, the first "
                + Shown.line(first) + ": " + fetching.size()
                + " are fetched from other members; if any stay, put back a"
                + " copy of the home");
    }

    private static String lease(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return "LEASE       CANNOT BE WRITTEN since " + Shown.second(fields.time("since")) + ", so nothing leaves this"
                + " node: " + Shown.line(fields.string("reason"));
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
        lines.addAll(members.lines(columns, RECORDS));
        lines.addAll(troubles);
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
        unwitnessed(fields, label);
        fields.list("revocations", (at, revoked) -> {
            revoked(label, at, revoked);
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

    private void revoked(String label, String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        String who = fields.string("party") + " in " + label + " revoked keys at " + Shown.second(fields.time("at"))
                + ", in wrong hands since " + Shown.second(fields.time("since")) + " as it says";
        Optional<Long> from = fields.optional("from", Fields::asInteger);
        troubles.add("  " + Shown.line(who)
                + from.map(first -> ": what they signed from leaf " + first + " of its record on is DISPUTED")
                        .orElse(": nothing said before is disputed")
                + " (revocation " + fields.hash("revocation").brief() + ")");
    }

    /// Only what too few witnesses have signed: the rest is at `firebreak witness status`.
    private void unwitnessed(Fields channel, String label) throws FormatException {
        Optional<WitnessingView> view = channel.optional("witnessing", WitnessingView::read);
        view.filter(standing -> standing.lags(now))
                .ifPresent(standing -> troubles.add(
                        "  " + Shown.line(label) + ": " + standing.words(now) + " (firebreak witness status)"));
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
        String party = fields.string("party");
        long waiting = fields.integer("waiting");
        trouble(fields, party, waiting, label);
        held(fields, party, label);
        clock(fields, party, label);
        fields.optional("political", LineCommand.Declared::read)
                .filter(declared -> !declared.status().equals("open"))
                .flatMap(LineCommand.Declared::words)
                .ifPresent(words -> troubles.add("  " + Shown.line(label) + ": " + words));
        int restored = mirrors.size() - 1; // a member has its first record, and one for each time it was restored
        members.row(
                label,
                party,
                fields.string("state"),
                fields.optional("since", Fields::asTime).map(Shown::minute).orElse("-"),
                Long.toString(waiting),
                Long.toString(missing),
                forked ? "FORKED" : restored > 0 ? "restored " + restored + "×" : "original");
    }

    private void held(Fields member, String party, String label) throws FormatException {
        long held = member.integer("held");
        if (held >= member.integer("heldMost")) {
            troubles.add("  " + Shown.line(party + " in " + label) + ": " + held + " of its items are held, as many as"
                    + " the channel keeps: more is taken when some were looked at (firebreak held --seen LEAF)");
        }
    }

    private void clock(Fields member, String party, String label) throws FormatException {
        Optional<Long> ahead = member.optional("clockAheadSeconds", Fields::asInteger);
        ahead.filter(seconds -> Math.abs(seconds) >= CLOCKS_DIFFER)
                .ifPresent(seconds -> troubles.add("  " + Shown.line(label) + ": the clock of "
                        + Shown.line(party) + " is " + Columns.duration(Duration.ofSeconds(Math.abs(seconds)))
                        + (seconds > 0 ? " ahead of" : " behind") + " this node's: one of the two is wrong"));
    }

    private void trouble(Fields member, String party, long waiting, String label) throws FormatException {
        Optional<String> reason = member.optional("trouble", Fields::asString);
        Optional<Instant> since = member.optional("failingSince", Fields::asTime);
        if (reason.isPresent()) {
            troubles.add("  " + Shown.line(party + " in " + label)
                    + since.map(at -> " takes nothing since " + Shown.second(at))
                            .orElse(" does not take everything")
                    + ": " + Shown.line(reason.get()));
            troubles.add("  " + waiting + (waiting == 1 ? " leaf waits" : " leaves wait")
                    + " and will be offered again; by hand: firebreak courier pack --member " + Shown.line(party)
                    + " --to FOLDER/");
        }
    }

    private record Mirror(long missing, boolean forked) {
        static Mirror read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Mirror(fields.integer("missing"), fields.bool("forked"));
        }
    }
}
