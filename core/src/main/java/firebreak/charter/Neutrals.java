package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.List;

/// Witnesses or mailboxes of a channel: parties trusted by number, not by name.
///
/// @param threshold k witnesses, or m mailboxes; zero proves content and never time
public record Neutrals(int threshold, List<PartyCode> parties) {
    public static final Neutrals NONE = new Neutrals(0, List.of());

    public Neutrals {
        parties = List.copyOf(parties);
        if (threshold < 0 || threshold > parties.size()) {
            throw new IllegalArgumentException("the threshold lies between 0 and the number of neutrals");
        }
    }

    /// How many of n witnesses may lie before a record can be forked unseen, or stay away before time stops, where k
    /// are
    /// needed (DESIGN 5, Witnessing): the most f with 2k − n > f and k ≤ n − f. None unless n ≥ 4.
    public static int liars(int k, int n) {
        return Math.max(0, Math.min(2 * k - n - 1, n - k));
    }

    /// As many of n witnesses as stand the most liars: k = n − f with the largest f for which n ≥ 3f + 1.
    public static int usualWitnesses(int n) {
        return n - Math.max(0, n - 1) / 3;
    }

    /// As many of n mailboxes as prove a tender though the most liars are among them: one more than those.
    public static int usualMailboxes(int n) {
        return n == 0 ? 0 : Math.max(0, n - 1) / 3 + 1;
    }

    Json toJson() {
        return Json.object()
                .with("threshold", threshold)
                .with("parties", Json.list(parties, PartyCode::toJson))
                .build();
    }

    static Neutrals read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        List<PartyCode> parties = Limits.list(fields, "parties", 0, Limits.PARTIES, PartyCode::read);
        int threshold = fields.integer("threshold", 0, parties.size());
        fields.done();
        Limits.distinct(place + ".parties", parties, party -> party);
        return new Neutrals(threshold, parties);
    }
}
