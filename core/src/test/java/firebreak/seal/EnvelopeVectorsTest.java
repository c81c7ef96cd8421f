package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.Secret;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/envelope.json`.
class EnvelopeVectorsTest {
    private static final String FILE = "envelope.json";

    private interface Check {
        void of(Json one) throws FormatException;
    }

    private static Stream<DynamicTest> each(String list, Check check) {
        return Vectors.cases(FILE, list).stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> check.of(one)));
    }

    @TestFactory
    Stream<DynamicTest> sizes() {
        return each("sizes", one -> {
            Bytes jws = Bytes.wrap(new byte[number(one, "jws")]);
            Envelope.Content content = new Envelope.Content(jws, Bytes.wrap(new byte[Envelope.SALT]));
            assertThat(Envelope.pad(content).size()).isEqualTo(number(one, "plaintext"));
            assertThat(Envelope.unpad(Envelope.pad(content))).isEqualTo(content);
        });
    }

    @TestFactory
    Stream<DynamicTest> commitments() {
        return each("commitments", one -> {
            Bytes jws = Bytes.ofUtf8(Vectors.text(one, "jws"));
            assertThat(Envelope.commitment(Vectors.hex(one, "salt"), jws).bytes())
                    .isEqualTo(Vectors.hex(one, "commitment"));
        });
    }

    @TestFactory
    Stream<DynamicTest> plaintexts() {
        return each("plaintexts", one -> {
            Bytes zeros = Bytes.wrap(new byte[number(one, "zeros")]);
            Bytes plaintext = Bytes.concat(Vectors.hex(one, "head"), zeros, Vectors.hex(one, "tail"));
            switch (Vectors.text(one, "verdict")) {
                case "content" -> {
                    assertThat(Envelope.unpad(plaintext)).isEqualTo(content(one));
                    assertThat(Envelope.pad(content(one))).isEqualTo(plaintext);
                }
                case "malformed" -> refused(() -> Envelope.unpad(plaintext));
                default -> throw new AssertionError("unknown verdict");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> identities() {
        return each("identities", one -> {
            try (Identity.Hybrid identity = identity(one)) {
                assertThat(identity.recipient().text()).isEqualTo(Vectors.text(one, "recipient"));
                assertThat(Recipient.parse("vector", Vectors.text(one, "recipient")))
                        .isEqualTo(identity.recipient());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> envelopes() {
        return each("envelopes", one -> {
            Bytes envelope = Bytes.parseBase64Url("vector", Vectors.text(one, "envelope"));
            try (Identity.Hybrid reader = reader(Vectors.text(one, "by"))) {
                switch (Vectors.text(one, "verdict")) {
                    case "opened" ->
                        assertThat(Envelope.open(envelope, List.of(reader)))
                                .isEqualTo(new Unsealed.Opened<>(content(one)));
                    case "not-for-us" ->
                        assertThat(Envelope.open(envelope, List.of(reader))).isEqualTo(new Unsealed.NotForUs<>());
                    case "malformed" -> refused(() -> Envelope.open(envelope, List.of(reader)));
                    default -> throw new AssertionError("unknown verdict");
                }
            }
        });
    }

    private static void refused(ThrowingCallable reading) {
        assertThatExceptionOfType(FormatException.class).isThrownBy(reading);
    }

    private static Envelope.Content content(Json one) {
        return new Envelope.Content(Bytes.ofUtf8(Vectors.text(one, "jws")), Vectors.hex(one, "salt"));
    }

    private static Identity.Hybrid reader(String id) throws FormatException {
        return identity(Vectors.cases(FILE, "identities").stream()
                .filter(one -> Vectors.text(one, "id").equals(id))
                .findFirst()
                .orElseThrow());
    }

    private static Identity.Hybrid identity(Json one) throws FormatException {
        try (Secret text = Samples.secret(Vectors.text(one, "identity"))) {
            return Identity.Hybrid.parse("vector", text);
        }
    }

    private static int number(Json one, String name) throws FormatException {
        return (int) Fields.asInteger(name, Vectors.member(one, name));
    }
}
