package firebreak.note;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    @Test
    void statements() {
        List<Bytes> payloads = Vectors.cases("statement.json", "cases").stream()
                .map(one -> Bytes.ofUtf8(Vectors.text(one, "payload")))
                .toList();
        Damage.json(payloads, input -> Statement.parse("statement", input).payload());
    }

    @Test
    void joint_notes_on_their_way() {
        Note joint = Say.note("RU+UK/joint/1", "RU-MOD", "UK-MOD");
        Circular open = new Circular(joint, Optional.empty());
        try (SecretPair ru = SecretPair.generate(new Random(1))) {
            Circular signed = open.with(Jws.sign(joint.payload(), ru));
            Damage.json(
                    List.of(open.bytes(), signed.bytes()),
                    input -> Circular.parse("circular", input).bytes());
        }
    }
}
