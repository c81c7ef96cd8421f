package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Vectors;
import firebreak.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    /// An envelope that opens is one of those that were sealed: nothing else may open, so nothing is read otherwise.
    @Test
    void envelopes() throws FormatException {
        List<Bytes> envelopes = new ArrayList<>();
        for (var one : Vectors.cases("envelope.json", "envelopes")) {
            envelopes.add(Bytes.parseBase64Url("vector", Vectors.text(one, "envelope")));
        }
        List<Identity.Hybrid> identities = new ArrayList<>();
        for (var one : Vectors.cases("envelope.json", "identities")) {
            try (Secret text = Samples.secret(Vectors.text(one, "identity"))) {
                identities.add(Identity.Hybrid.parse("identity", text));
            }
        }
        Damage.bytes(envelopes, input -> switch (Envelope.open(input, identities)) {
            case Unsealed.Opened<Envelope.Content> _ -> {
                assertThat(envelopes).as("an envelope that was changed opens").contains(input);
                yield input;
            }
            case Unsealed.NotForUs<Envelope.Content> _ -> input;
        });
    }

    @Test
    void recipients_and_armor() throws FormatException {
        Bytes recipient = Bytes.ofUtf8(
                Vectors.text(Vectors.cases("envelope.json", "identities").getFirst(), "recipient"));
        Damage.bytes(
                recipient,
                input -> Bytes.ofUtf8(Recipient.Hybrid.parse("recipient", input.utf8("recipient"))
                        .text()));
        Bytes armor = Bytes.ofUtf8("-----BEGIN AGE ENCRYPTED FILE-----\n"
                + ("QUFB".repeat(16) + "\n").repeat(3)
                + "QUFB\n-----END AGE ENCRYPTED FILE-----\n");
        Damage.bytes(armor, input -> {
            assertThat(Armor.read(input).size()).isLessThan(input.size());
            return input;
        });
    }
}
