package firebreak.verifier.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Vectors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SignedObjectTest {
    static List<Vectors.Case> objects() {
        return Vectors.cases("signed-object", "cases");
    }

    static List<Vectors.Case> keys() {
        return Vectors.cases("signed-object", "keys");
    }

    @ParameterizedTest
    @MethodSource("objects")
    void every_object_has_its_verdict(Vectors.Case vector) throws Malformed {
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class)
                    .isThrownBy(() -> SignedObject.read("object", vector.bytes("jws")));
            return;
        }
        KeyPair signer = pair(signer(vector.text("signer")));
        Algorithms set = Algorithms.read("algorithms", vector.get("algorithms"));
        boolean signed = SignedObject.read("object", vector.bytes("jws")).isSignedBy(signer, set);
        assertThat(signed).isEqualTo(vector.text("verdict").equals("valid"));
    }

    private static KeyPair pair(Vectors.Case vector) throws Malformed {
        return KeyPair.read("keys", Canonical.read("keys", vector.bytes("keys"), 1 << 16));
    }

    private static Vectors.Case signer(String id) {
        return Vectors.cases("signed-object", "signers").stream()
                .filter(signer -> signer.text("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void every_pair_of_keys_has_its_verdict(Vectors.Case vector) throws Malformed {
        if (vector.text("verdict").equals("valid")) {
            assertThat(pair(vector).keys()).hasSize(2);
        } else {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> pair(vector));
        }
    }
}
