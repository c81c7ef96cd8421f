package firebreak.carriage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.RecordKeys;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/parcel.json`.
class ParcelVectorsTest {
    private static final String FILE = "parcel.json";
    private static final PartyCode RU = new PartyCode("RU");

    private interface Check {
        void of(Json one) throws FormatException;
    }

    private static Stream<DynamicTest> each(String list, Check check) {
        return Vectors.cases(FILE, list).stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> check.of(one)));
    }

    private static Map<PartyCode, RecordKeys> keys() throws FormatException {
        return Map.of(RU, RecordKeys.read("keys", Vectors.object(FILE, "keys")));
    }

    @TestFactory
    Stream<DynamicTest> parcels() {
        return each("parcels", one -> {
            Bytes bytes = Bytes.parseBase64Url("vector", Vectors.text(one, "parcel"));
            switch (Vectors.text(one, "verdict")) {
                case "proved" -> proved(one, bytes);
                case "refused" ->
                    assertThat(ProvedParcel.prove(Parcel.parse("vector", bytes), keys()))
                            .as("a reader that %s", Vectors.text(one, "mistake"))
                            .isInstanceOf(ProvedParcel.Result.Refused.class);
                case "malformed" ->
                    assertThatExceptionOfType(FormatException.class)
                            .as("a reader that %s", Vectors.text(one, "mistake"))
                            .isThrownBy(() -> Parcel.parse("vector", bytes));
                default -> throw new AssertionError("unknown verdict");
            }
        });
    }

    private static void proved(Json one, Bytes bytes) throws FormatException {
        Parcel parcel = Parcel.parse("vector", bytes);
        assertThat(parcel.bytes()).isEqualTo(bytes);
        assertThat(parcel.channel().hash().hex()).isEqualTo(Vectors.text(one, "channel"));
        assertThat(parcel.leaf().bytes()).isEqualTo(Vectors.hex(one, "leaf"));
        assertThat(parcel.envelope()).isEqualTo(Vectors.hex(one, "envelope"));
        assertThat(ProvedParcel.prove(parcel, keys()))
                .isInstanceOfSatisfying(ProvedParcel.Result.Proved.class, result -> {
                    assertThat(result.parcel().party()).isEqualTo(RU);
                    assertThat(result.parcel().origin().text()).isEqualTo(Vectors.text(one, "origin"));
                    assertThat(result.parcel().index()).isZero();
                });
    }

    @TestFactory
    Stream<DynamicTest> bundles() {
        return each("bundles", one -> {
            Bytes bytes = Bytes.parseBase64Url("vector", Vectors.text(one, "bundle"));
            switch (Vectors.text(one, "verdict")) {
                case "valid" -> {
                    Bundle bundle = Bundle.parse("vector", bytes);
                    assertThat(bundle.bytes()).isEqualTo(bytes);
                    assertThat(bundle.parcels().stream().map(parcel -> Json.of(parcel.hex())))
                            .isEqualTo(Vectors.list(one, "parcels"));
                }
                case "malformed" ->
                    assertThatExceptionOfType(FormatException.class)
                            .as("a reader that %s", Vectors.text(one, "mistake"))
                            .isThrownBy(() -> Bundle.parse("vector", bytes));
                default -> throw new AssertionError("unknown verdict");
            }
        });
    }
}
