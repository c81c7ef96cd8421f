package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/signed-object.json`.
class SpecVectorsTest {
    private static final String FILE = "signed-object.json";

    private static Stream<DynamicTest> each(String list, Consumer<Json> check) {
        return Vectors.cases(FILE, list).stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> check.accept(one)));
    }

    private static Json signer(String id) {
        return Vectors.cases(FILE, "signers").stream()
                .filter(one -> Vectors.text(one, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static PublicPair pair(Json holder) throws FormatException {
        Bytes json = Bytes.ofUtf8(Vectors.text(holder, "keys"));
        return PublicPair.read("keys", Canonical.read("keys", json, 10_000));
    }

    @TestFactory
    Stream<DynamicTest> signers() {
        return each("signers", SpecVectorsTest::signerHolds);
    }

    private static void signerHolds(Json one) {
        try (Secret seeds = Secret.wrap(Vectors.hex(one, "seeds").toArray());
                SecretPair pair = SecretPair.fromSecret(seeds)) {
            assertThat(pair.keys()).isEqualTo(pair(one));
            assertThat(pair.keys().hash().hex()).isEqualTo(Vectors.text(one, "hash"));
            assertThat(new Fingerprint(pair.keys().hash()).digits()).isEqualTo(Vectors.text(one, "fingerprint"));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> signed_objects() {
        return each("cases", SpecVectorsTest::objectHolds);
    }

    private static void objectHolds(Json one) {
        Bytes bytes = Bytes.ofUtf8(Vectors.text(one, "jws"));
        if (Vectors.text(one, "verdict").equals("malformed")) {
            assertThatThrownBy(() -> Jws.parse("vector", bytes)).isInstanceOf(FormatException.class);
            return;
        }
        try {
            Jws jws = Jws.parse("vector", bytes);
            assertThat(Jws.of(jws.payload(), jws.lines()).bytes()).isEqualTo(bytes);
            AlgorithmSet set = AlgorithmSet.read("algorithms", Vectors.member(one, "algorithms"));
            PublicPair pair = pair(signer(Vectors.text(one, "signer")));
            assertThat(SignatureCheck.check(jws, pair, set)).isEqualTo(expected(one));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }

    private static SignatureCheck.Result expected(Json one) {
        if (Vectors.text(one, "verdict").equals("valid")) {
            return new SignatureCheck.Valid();
        }
        String reason = Vectors.text(one, "reason").toUpperCase(Locale.ROOT).replace('-', '_');
        return new SignatureCheck.Invalid(
                SignatureCheck.Reason.valueOf(reason), new Algorithm(Vectors.text(one, "algorithm")));
    }

    @TestFactory
    Stream<DynamicTest> one_signer_signs_the_same_bytes_again() {
        return Stream.of("one-signer", "any-payload").map(id -> DynamicTest.dynamicTest(id, () -> signsAgain(id)));
    }

    private static void signsAgain(String id) throws FormatException {
        Json one = Vectors.cases(FILE, "cases").stream()
                .filter(other -> Vectors.text(other, "id").equals(id))
                .findFirst()
                .orElseThrow();
        Bytes bytes = Bytes.ofUtf8(Vectors.text(one, "jws"));
        try (Secret seeds = Secret.wrap(Vectors.hex(signer("alpha"), "seeds").toArray());
                SecretPair alpha = SecretPair.fromSecret(seeds)) {
            assertThat(Jws.sign(Jws.parse(id, bytes).payload(), alpha).bytes()).isEqualTo(bytes);
        }
    }

    @TestFactory
    Stream<DynamicTest> public_keys() {
        return each("keys", SpecVectorsTest::keysHold);
    }

    private static void keysHold(Json one) {
        if (Vectors.text(one, "verdict").equals("malformed")) {
            assertThatThrownBy(() -> pair(one)).isInstanceOf(FormatException.class);
            return;
        }
        try {
            assertThat(Canonical.write(pair(one).toJson()).utf8("keys")).isEqualTo(Vectors.text(one, "keys"));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> fingerprints() {
        return each("fingerprints", SpecVectorsTest::fingerprintHolds);
    }

    private static void fingerprintHolds(Json one) {
        String typed = Vectors.text(one, "typed");
        if (Vectors.text(one, "verdict").equals("malformed")) {
            assertThatThrownBy(() -> Fingerprint.parse("typed", typed)).isInstanceOf(FormatException.class);
            return;
        }
        try {
            Fingerprint read = Fingerprint.parse("typed", typed);
            assertThat(read.hash()).isEqualTo(Fields.asHash("hash", Vectors.member(one, "hash")));
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }
}
