package firebreak.verifier.clock;

import firebreak.verifier.text.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an export tells of times.
///
/// @param shown until when witnesses have looked
/// @param sent notes in force with each party they are addressed to; `proved` and `claimed` those put before it
public record Clocks(Optional<Instant> shown, long sent, long proved, long claimed, List<Wait> waits) {
    /// Where nothing could be read.
    public static final Clocks NONE = new Clocks(Optional.empty(), 0, 0, 0, List.of());

    private static final int MOST_LINES = 100;

    /// Reckons them from all that is in force.
    public static Clocks of(Ledger ledger, Deposits deposits) {
        if (ledger.agreements().isEmpty()) {
            return NONE;
        }
        Optional<Instant> shown =
                ledger.witnessed().shown(ledger.agreements().getLast().witnesses());
        Waits reckoning = new Waits(ledger, deposits, shown);
        long sent = 0;
        long proved = 0;
        long tendered = 0;
        List<Wait> waits = new ArrayList<>();
        for (Sent note : ledger.notes()) {
            for (String party : note.to()) {
                Optional<Moment> tender = reckoning.tender(note, party);
                sent++;
                tendered += tender.isPresent() ? 1 : 0;
                proved += tender.filter(Moment::proved).isPresent() ? 1 : 0;
                if (note.asks()) {
                    waits.add(reckoning.of(note, party));
                }
            }
        }
        return new Clocks(shown, sent, proved, tendered - proved, waits);
    }

    /// For a program.
    public Json toJson() {
        Json tenders = Json.object().with("sent", sent).with("proved", proved).with("claimed", claimed);
        Json.Obj json = Json.object()
                .with("tenders", tenders)
                .with("waits", Json.list(waits.stream().map(Wait::toJson).toList()));
        return shown.isPresent() ? json.with("shown", shown.get().toString()) : json;
    }

    /// For people, a line each.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (sent > 0) {
            lines.add("tendered: " + proved + " of " + sent + " proved by witness time"
                    + (claimed > 0 ? ", " + claimed + " claimed" : "")
                    + " (each note counted for each party it is addressed to)");
        }
        shown.ifPresent(time -> lines.add("witnesses show the record as of " + time));
        waits.stream().limit(MOST_LINES).map(Wait::toString).forEach(lines::add);
        if (waits.size() > MOST_LINES) {
            lines.add("and " + (waits.size() - MOST_LINES) + " notes more that ask");
        }
        return lines;
    }
}
