package firebreak.carriage;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    private static List<Bytes> cases(String list, String member) throws FormatException {
        List<Bytes> cases = new ArrayList<>();
        for (var one : Vectors.cases("parcel.json", list)) {
            cases.add(Bytes.parseBase64Url("vector", Vectors.text(one, member)));
        }
        return cases;
    }

    @Test
    void parcels() throws FormatException {
        Damage.bytes(
                cases("parcels", "parcel"),
                input -> Parcel.parse("parcel", input).bytes());
    }

    @Test
    void bundles() throws FormatException {
        Damage.bytes(
                cases("bundles", "bundle"),
                input -> Bundle.parse("bundle", input).bytes());
    }
}
