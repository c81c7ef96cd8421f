package firebreak.identity;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.Vectors;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    @Test
    void signed_objects() {
        List<Bytes> objects = Vectors.cases("signed-object.json", "cases").stream()
                .map(one -> Bytes.ofUtf8(Vectors.text(one, "jws")))
                .toList();
        Damage.json(objects, input -> Jws.parse("object", input).bytes());
    }
}
