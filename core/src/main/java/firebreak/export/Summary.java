package firebreak.export;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What happened on the line, counted from checked exports alone.
///
/// A note counts as delivered, read or acknowledged when every party it is addressed to has said so, as answered
/// when every party addressed for action has replied or declined, and as unanswered when its form asks for an
/// answer and some such party has given none. It is addressed to the posts for action, where there are none to
/// those for information, and where there are none to all other members. A joint note of all whom it concerns is in the
/// records of them all: it counts as delivered, and nobody is left to read it. All times are claimed times.
///
/// @param crossed pairs of notes of which neither author held the other's
/// @param claimedUnseen notes whose author's record held a delivered receipt for a leaf that the note's view says
///     it had not seen
public record Summary(
        SortedMap<PartyCode, Row> parties,
        Row total,
        List<Crossing> crossed,
        List<ClaimedUnseen> claimedUnseen,
        List<RecordLine> records) {
    /// The notes of one party, or of all.
    ///
    /// @param longestWait from release to the last answer that ended it; absent where nothing was answered
    public record Row(
            long notes,
            long delivered,
            long read,
            long acknowledged,
            long replied,
            long unanswered,
            long crossed,
            Optional<Wait> longestWait) {}

    /// How long one addressee let one note wait.
    public record Wait(String reference, PartyCode addressee, Duration length) {}

    /// Two notes that crossed, by their references.
    public record Crossing(String one, String other) {}

    /// A note that claims not to have seen what its author's record had receipted.
    public record ClaimedUnseen(String note, String unseen) {}

    /// One record of a party in a channel.
    public record RecordLine(PartyCode party, String channel, long size, Hash root, boolean verified) {
        Json toJson() {
            return Json.object()
                    .with("party", party.value())
                    .with("channel", channel)
                    .with("size", size)
                    .with("root", root)
                    .with("verified", verified)
                    .build();
        }
    }

    public Summary {
        crossed = List.copyOf(crossed);
        claimedUnseen = List.copyOf(claimedUnseen);
        records = List.copyOf(records);
    }

    /// Whether every record was verified.
    public boolean verified() {
        return records.stream().allMatch(RecordLine::verified);
    }

    /// `summary.json`.
    ///
    /// @param seconds how long the run took
    public Json toJson(String scenario, long seconds) {
        return Json.object()
                .with("scenario", scenario)
                .with("parties", Json.list(parties.keySet(), PartyCode::toJson))
                .with("notes", total.notes())
                .with("delivered", total.delivered())
                .with("read", total.read())
                .with("acknowledged", total.acknowledged())
                .with("replied", total.replied())
                .with("unanswered", total.unanswered())
                .with("crossed", crossed.size())
                .with("records", Json.list(records, RecordLine::toJson))
                .with("seconds", seconds)
                .build();
    }

    /// The table that people read, one line a party.
    public String table() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "party",
                "sent",
                "delivered",
                "read",
                "acknowledged",
                "answered",
                "unanswered",
                "crossed",
                "longest wait"));
        parties.forEach((party, row) -> lines.add(line(party.value(), row)));
        lines.add(line("all", total));
        return Columns.of(lines);
    }

    private static List<String> line(String name, Row row) {
        return List.of(
                name,
                Long.toString(row.notes()),
                Long.toString(row.delivered()),
                Long.toString(row.read()),
                Long.toString(row.acknowledged()),
                Long.toString(row.replied()),
                Long.toString(row.unanswered()),
                Long.toString(row.crossed()),
                row.longestWait()
                        .map(wait -> Columns.duration(wait.length()) + " (" + wait.addressee() + " on "
                                + wait.reference() + ")")
                        .orElse("-"));
    }
}
