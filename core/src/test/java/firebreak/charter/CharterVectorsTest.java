package firebreak.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import firebreak.record.Origin;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/charter.json`.
final class CharterVectorsTest {
    private static final String FILE = "charter.json";

    @TestFactory
    Stream<DynamicTest> every_document_is_judged_as_written() {
        return Vectors.cases(FILE, "cases").stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> judged(one)));
    }

    @TestFactory
    Stream<DynamicTest> every_last_good_size_has_the_commitment_written() {
        return Vectors.cases(FILE, "lastGood").stream()
                .map(one -> DynamicTest.dynamicTest(
                        Vectors.text(one, "id"),
                        () -> assertThat(Revocation.good(
                                        Origin.parse("origin", Vectors.text(one, "origin")),
                                        Fields.asInteger("size", Vectors.member(one, "size"))))
                                .isEqualTo(Fields.asHash("hash", Vectors.member(one, "hash")))));
    }

    private static void judged(Json one) throws FormatException {
        Registry registry = Registry.EMPTY;
        for (Json known : Vectors.list(one, "known")) {
            Jws jws = document(Fields.asString("known", known));
            boolean founds = registry.entries().isEmpty();
            registry = Line.admitted(
                    founds ? registry.found(jws, Registry.read("known", jws).hash()) : registry.admit(jws));
        }
        Jws shown = document(Vectors.text(one, "document"));
        String verdict = Vectors.text(one, "verdict");
        if (verdict.equals("malformed")) {
            assertThatThrownBy(() -> Registry.read("document", shown)).isInstanceOf(FormatException.class);
        }
        Admission admission = Vectors.text(one, "door").equals("found")
                ? registry.found(shown, Fields.asHash("fingerprint", Vectors.member(one, "fingerprint")))
                : registry.admit(shown);
        assertThat(admission).isInstanceOf(kind(verdict));
        if (verdict.equals("refused")) {
            assertThat(Registry.read("document", shown)).isNotNull();
        }
    }

    private static Class<? extends Admission> kind(String verdict) {
        return switch (verdict) {
            case "admitted" -> Admission.Admitted.class;
            case "known" -> Admission.Known.class;
            case "conflicting" -> Admission.Conflicting.class;
            case "refused", "malformed" -> Admission.Refused.class;
            default -> throw new AssertionError("no such verdict: " + verdict);
        };
    }

    private static Jws document(String id) throws FormatException {
        String text = Vectors.cases(FILE, "documents").stream()
                .filter(document -> Vectors.text(document, "id").equals(id))
                .map(document -> Vectors.text(document, "jws"))
                .findFirst()
                .orElseThrow();
        return Jws.parse(id, Bytes.ofUtf8(text));
    }
}
