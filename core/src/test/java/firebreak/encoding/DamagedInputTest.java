package firebreak.encoding;

import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    private static final int MAX_SIZE = 1 << 20;

    private static List<Bytes> texts() {
        return Vectors.cases("canonical-json.json", "cases").stream()
                .map(one -> one instanceof Json.Obj(var members) && members.containsKey("hex")
                        ? Vectors.hex(one, "hex")
                        : Bytes.ofUtf8(Vectors.text(one, "text")))
                .toList();
    }

    @Test
    void canonical_json() {
        Damage.json(texts(), input -> Canonical.write(Canonical.read("input", input, MAX_SIZE)));
    }

    @Test
    void json_that_people_write_is_the_same_value_once_it_is_canonical() {
        Damage.json(texts(), input -> {
            Json value = Canonical.readLoose("input", input, MAX_SIZE);
            Bytes written = Canonical.write(value);
            return Canonical.read("input", written, 8 * MAX_SIZE).equals(value) ? input : written;
        });
    }

    @Test
    void times_and_numbers_in_text() {
        Damage.bytes(
                Bytes.ofUtf8("2022-10-23T12:00:00.125Z"),
                input -> Bytes.ofUtf8(Times.format(Times.parse("time", input.utf8("time")))));
        Damage.bytes(
                Bytes.ofUtf8("00112233445566778899aabbccddeeff"),
                input -> Bytes.ofUtf8(Bytes.parseHex("hex", input.utf8("hex")).hex()));
        Damage.bytes(
                Bytes.ofUtf8("FPucA9l-_w"),
                input -> Bytes.ofUtf8(
                        Bytes.parseBase64Url("base64", input.utf8("base64")).base64Url()));
    }
}
