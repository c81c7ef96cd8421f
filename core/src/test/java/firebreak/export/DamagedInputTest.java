package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    @Test
    void bodies() throws FormatException {
        Bytes jws = Bytes.ofUtf8(
                Vectors.text(Vectors.cases("signed-object.json", "cases").getFirst(), "jws"));
        Bytes body = new BodyFile(Bytes.wrap(new byte[BodyFile.SALT_BYTES]), jws).bytes();
        Damage.json(List.of(body), input -> BodyFile.parse("body", input).bytes());
    }
}
