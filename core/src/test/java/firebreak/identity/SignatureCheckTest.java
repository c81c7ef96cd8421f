package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.identity.SignatureCheck.Invalid;
import firebreak.identity.SignatureCheck.Reason;
import firebreak.identity.SignatureCheck.Valid;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{\"type\":\"note\"}");

    private final SecretPair signer = SecretPair.generate(new Random(1));
    private final SecretPair other = SecretPair.generate(new Random(2));
    private final Jws signed = Jws.sign(PAYLOAD, signer);

    private static SignatureCheck.Result check(Jws jws, SecretPair by) {
        return SignatureCheck.check(jws, by.keys(), AlgorithmSet.BASE);
    }

    private Jws.Line line(Algorithm algorithm) {
        return signed.lines().stream()
                .filter(line -> line.algorithm().equals(algorithm))
                .findFirst()
                .orElseThrow();
    }

    private Jws with(Jws.Line... lines) {
        return Jws.of(PAYLOAD, List.of(lines));
    }

    private static Bytes flipped(Bytes bytes, int bit) {
        byte[] copy = bytes.toArray();
        copy[bit / 8] ^= (byte) (1 << (bit % 8));
        return Bytes.wrap(copy);
    }

    @Test
    void two_good_lines_are_valid() {
        assertThat(check(signed, signer)).isEqualTo(new Valid());
    }

    @Test
    void the_lines_of_one_signer_do_not_speak_for_another() {
        assertThat(check(signed, other)).isEqualTo(new Invalid(Reason.MISSING, Algorithm.ED25519));
    }

    @Test
    void either_line_alone_is_not_enough() {
        assertThat(check(with(line(Algorithm.ED25519)), signer))
                .isEqualTo(new Invalid(Reason.MISSING, Algorithm.ML_DSA_65));
        assertThat(check(with(line(Algorithm.ML_DSA_65)), signer))
                .isEqualTo(new Invalid(Reason.MISSING, Algorithm.ED25519));
    }

    @Test
    void another_payload_under_the_same_lines_is_refused() {
        for (int bit = 0; bit < PAYLOAD.size() * 8; bit++) {
            Jws changed = Jws.of(flipped(PAYLOAD, bit), signed.lines());
            assertThat(check(changed, signer))
                    .as("payload bit %d", bit)
                    .isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ED25519));
        }
    }

    @Test
    void a_flipped_bit_in_the_ed25519_signature_is_refused() {
        Jws.Line good = line(Algorithm.ED25519);
        for (int bit = 0; bit < good.signature().size() * 8; bit++) {
            Jws.Line bad = new Jws.Line(good.algorithm(), good.keyId(), flipped(good.signature(), bit));
            assertThat(check(with(bad, line(Algorithm.ML_DSA_65)), signer))
                    .as("signature bit %d", bit)
                    .isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ED25519));
        }
    }

    @Test
    void a_flipped_bit_in_the_ml_dsa_signature_is_refused() {
        Jws.Line good = line(Algorithm.ML_DSA_65);
        for (int at = 0; at < good.signature().size(); at += 7) {
            Jws.Line bad = new Jws.Line(good.algorithm(), good.keyId(), flipped(good.signature(), at * 8 + at % 8));
            assertThat(check(with(line(Algorithm.ED25519), bad), signer))
                    .as("signature byte %d", at)
                    .isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ML_DSA_65));
        }
    }

    @Test
    void a_signature_that_is_too_short_or_too_long_is_refused() {
        Jws.Line good = line(Algorithm.ML_DSA_65);
        Bytes cut = good.signature().slice(0, good.signature().size() - 1);
        Bytes grown = good.signature().plus(Bytes.wrap(new byte[1]));
        for (Bytes wrong : List.of(cut, grown)) {
            Jws.Line bad = new Jws.Line(good.algorithm(), good.keyId(), wrong);
            assertThat(check(with(line(Algorithm.ED25519), bad), signer))
                    .isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ML_DSA_65));
        }
    }

    @Test
    void signatures_swapped_between_the_two_keys_are_refused() {
        Jws.Line first = line(Algorithm.ED25519);
        Jws.Line second = line(Algorithm.ML_DSA_65);
        Jws swapped = with(
                new Jws.Line(first.algorithm(), first.keyId(), second.signature()),
                new Jws.Line(second.algorithm(), second.keyId(), first.signature()));
        assertThat(check(swapped, signer)).isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ED25519));
    }

    @Test
    void a_line_that_names_another_algorithm_than_its_key_is_refused() {
        Jws.Line first = line(Algorithm.ED25519);
        for (String name : List.of("ML-DSA-65", "EdDSA", "none", "HS256", "ed25519")) {
            Jws.Line renamed = new Jws.Line(new Algorithm(name), first.keyId(), first.signature());
            assertThat(check(with(renamed, line(Algorithm.ML_DSA_65)), signer))
                    .isEqualTo(new Invalid(Reason.OTHER_ALGORITHM, Algorithm.ED25519));
        }
    }

    @Test
    void a_line_whose_kid_is_changed_is_missing() {
        Jws.Line first = line(Algorithm.ED25519);
        Jws.Line moved = new Jws.Line(first.algorithm(), other.keys().ed25519().id(), first.signature());
        assertThat(check(with(moved, line(Algorithm.ML_DSA_65)), signer))
                .isEqualTo(new Invalid(Reason.MISSING, Algorithm.ED25519));
        assertThat(check(with(moved, line(Algorithm.ML_DSA_65)), other))
                .isEqualTo(new Invalid(Reason.BAD_SIGNATURE, Algorithm.ED25519));
    }

    @Test
    void halves_of_two_signers_do_not_make_one() {
        Jws.Line first = line(Algorithm.ED25519);
        Jws.Line second = other.sign(PAYLOAD).get(1);
        assertThat(check(with(first, second), signer)).isEqualTo(new Invalid(Reason.MISSING, Algorithm.ML_DSA_65));
        assertThat(check(with(first, second), other)).isEqualTo(new Invalid(Reason.MISSING, Algorithm.ED25519));
    }

    @Test
    void several_signers_are_each_checked_for_themselves() {
        Jws joint = signed.withLines(other.sign(PAYLOAD));
        assertThat(check(joint, signer)).isEqualTo(new Valid());
        assertThat(check(joint, other)).isEqualTo(new Valid());
    }

    @Test
    void an_unknown_algorithm_beside_the_two_changes_nothing() {
        Algorithm national = new Algorithm("GOST-2012-256");
        List<Jws.Line> lines = new ArrayList<>(signed.lines());
        lines.add(new Jws.Line(national, new KeyId("national-key-7"), Bytes.ofUtf8("not ours to judge")));
        AlgorithmSet set = new AlgorithmSet(List.of(Algorithm.ED25519, national, Algorithm.ML_DSA_65));
        Jws wider = Jws.of(PAYLOAD, lines);
        assertThat(SignatureCheck.check(wider, signer.keys(), set)).isEqualTo(new Valid());
        assertThat(SignatureCheck.check(wider, signer.keys(), AlgorithmSet.BASE))
                .isEqualTo(new Valid());
    }

    @Test
    void an_unknown_algorithm_never_stands_for_a_known_one() {
        AlgorithmSet set =
                new AlgorithmSet(List.of(new Algorithm("GOST-2012-256"), Algorithm.ED25519, Algorithm.ML_DSA_65));
        assertThat(SignatureCheck.check(with(line(Algorithm.ED25519)), signer.keys(), set))
                .isEqualTo(new Invalid(Reason.MISSING, Algorithm.ML_DSA_65));
    }
}
