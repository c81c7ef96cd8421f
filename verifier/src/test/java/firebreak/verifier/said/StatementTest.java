package firebreak.verifier.said;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Vectors;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatementTest {
    static List<Vectors.Case> cases() {
        return Vectors.cases("statement", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_payload_has_its_verdict(Vectors.Case vector) throws Malformed {
        if (vector.text("verdict").equals("malformed")) {
            assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Statement.read(vector.bytes("payload")));
        } else {
            assertThat(Statement.read(vector.bytes("payload")).type().name())
                    .isEqualToIgnoringCase(vector.text("type"));
        }
    }
}
