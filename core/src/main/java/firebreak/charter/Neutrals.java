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
