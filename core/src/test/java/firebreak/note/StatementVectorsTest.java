package firebreak.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/statement.json`.
class StatementVectorsTest {
    @TestFactory
    Stream<DynamicTest> cases() {
        return Vectors.cases("statement.json", "cases").stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> check(one)));
    }

    private static void check(Json one) throws FormatException {
        Bytes payload = Bytes.ofUtf8(Vectors.text(one, "payload"));
        switch (Vectors.text(one, "verdict")) {
            case "valid" -> {
                Statement statement = Statement.parse("vector", payload);
                assertThat(statement.payload()).isEqualTo(payload);
                assertThat(statement.leafType().name().toLowerCase(java.util.Locale.ROOT))
                        .isEqualTo(Vectors.text(one, "type"));
            }
            case "malformed" ->
                assertThatExceptionOfType(FormatException.class)
                        .as("a reader that %s", Vectors.text(one, "mistake"))
                        .isThrownBy(() -> Statement.parse("vector", payload));
            default -> throw new AssertionError("unknown verdict");
        }
    }
}
