package firebreak.node.home;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;

/// A charter whose fingerprint a person at this node has compared, and which party the node is in it: one entry of
/// `charters.json`.
///
/// @param fingerprint the hash of the charter's first version
public record JoinedCharter(Hash fingerprint, PartyCode party) {
    Json toJson() {
        return Json.object()
                .with("fingerprint", fingerprint)
                .with("party", party.value())
                .build();
    }

    static JoinedCharter read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        JoinedCharter joined = new JoinedCharter(fields.hash("fingerprint"), fields.required("party", PartyCode::read));
        fields.done();
        return joined;
    }
}
