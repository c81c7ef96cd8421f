package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Wycheproof's verdicts are ours. Firebreak uses no context string, no external mu and no randomized
/// signing, so cases of those are left out; how many were judged is asserted, that none vanishes unseen.
class PublishedSignaturesTest {
    private static List<Json> groups(String file) {
        return Vectors.list(Vectors.publishedJson("wycheproof/" + file + "_test.json.gz"), "testGroups");
    }

    private static List<Json> cases(Json group) {
        return Vectors.list(group, "tests");
    }

    private static boolean isValid(Json one) {
        return Vectors.text(one, "result").equals("valid");
    }

    private static String about(Json one) {
        return Vectors.member(one, "tcId") + " " + Vectors.text(one, "comment");
    }

    private static boolean hasNoContext(Json one) {
        return !Vectors.has(one, "ctx") || Vectors.text(one, "ctx").isEmpty();
    }

    private static boolean isPlain(Json one) {
        return Vectors.has(one, "msg") && !Vectors.has(one, "rnd") && hasNoContext(one);
    }

    @Test
    void ed25519_verification_agrees_with_every_case() throws FormatException {
        int judged = 0;
        for (Json group : groups("ed25519")) {
            Bytes encoded = Vectors.hex(Vectors.member(group, "publicKey"), "pk");
            VerifyingKey key = Ed25519.publicKey("vector", encoded);
            for (Json one : cases(group)) {
                assertThat(key.verify(Vectors.hex(one, "msg"), Vectors.hex(one, "sig")))
                        .as(about(one))
                        .isEqualTo(isValid(one));
                judged++;
            }
        }
        assertThat(judged).isEqualTo(151);
    }

    @Test
    void ml_dsa_65_verification_agrees_with_every_case() {
        int judged = 0;
        for (Json group : groups("mldsa_65_verify")) {
            for (Json one : cases(group)) {
                if (hasNoContext(one)) {
                    assertThat(verifies(Vectors.hex(group, "publicKey"), one))
                            .as(about(one))
                            .isEqualTo(isValid(one));
                    judged++;
                }
            }
        }
        assertThat(judged).isEqualTo(203);
    }

    private static boolean verifies(Bytes encoded, Json one) {
        try {
            return MlDsa.publicKey("vector", MlDsaSet.ML_DSA_65, encoded)
                    .verify(Vectors.hex(one, "msg"), Vectors.hex(one, "sig"));
        } catch (FormatException notAKey) {
            return false;
        }
    }

    @Test
    void ml_dsa_65_signing_from_a_seed_gives_the_published_signatures() {
        List<Integer> judged = new ArrayList<>();
        for (Json group : groups("mldsa_65_sign_seed")) {
            Bytes seed = Vectors.hex(group, "privateSeed");
            if (seed.size() != MlDsa.SEED_SIZE) {
                continue;
            }
            try (MlDsa.PrivateKey key = MlDsa.privateKey(MlDsaSet.ML_DSA_65, Secret.wrap(seed.toArray()))) {
                assertThat(key.publicKey().bytes()).isEqualTo(Vectors.hex(group, "publicKey"));
                judged.add(signed(key, cases(group)));
            }
        }
        assertThat(judged.stream().mapToInt(Integer::intValue).sum()).isEqualTo(80);
    }

    private static int signed(MlDsa.PrivateKey key, List<Json> cases) {
        int judged = 0;
        for (Json one : cases) {
            if (isPlain(one) && isValid(one)) {
                assertThat(key.sign(Vectors.hex(one, "msg"))).as(about(one)).isEqualTo(Vectors.hex(one, "sig"));
                judged++;
            }
        }
        return judged;
    }
}
