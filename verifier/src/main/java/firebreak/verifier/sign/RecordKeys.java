package firebreak.verifier.sign;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;

/// The two keys that sign a record's checkpoints and nothing else.
public record RecordKeys(PublicKey ed25519, PublicKey mlDsa44) {
    public static RecordKeys read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        RecordKeys keys = new RecordKeys(
                PublicKey.of(members.place("ed25519"), PublicKey.Kind.ED25519, members.bytes("ed25519")),
                PublicKey.of(members.place("mlDsa44"), PublicKey.Kind.ML_DSA_44, members.bytes("mlDsa44")));
        members.end();
        return keys;
    }
}
