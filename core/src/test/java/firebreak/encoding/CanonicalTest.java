package firebreak.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalTest {
    private static final int ROOMY = 1 << 20;

    private static Json loose(String text) throws FormatException {
        return Canonical.readLoose("test", Bytes.ofUtf8(text), ROOMY);
    }

    private static String canonical(Json value) throws FormatException {
        return Canonical.write(value).utf8("test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void the_published_jcs_vectors_come_out_as_published(String name) throws FormatException {
        Bytes input = Vectors.published("jcs/input/" + name + ".json");
        Bytes output = Vectors.published("jcs/output/" + name + ".json");
        Json value = Canonical.readLoose(name, input, ROOMY);
        assertThat(canonical(value)).isEqualTo(output.utf8(name));
        assertThat(Canonical.read(name, output, ROOMY)).isEqualTo(value);
        assertThatThrownBy(() -> Canonical.read(name, input, ROOMY)).isInstanceOf(FormatException.class);
    }

    @TestFactory
    Stream<DynamicTest> the_vectors_of_the_specification_hold() {
        return Vectors.cases("canonical-json.json", "cases").stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> holds(one)));
    }

    private static void holds(Json one) throws FormatException {
        Bytes input = Vectors.has(one, "hex") ? Vectors.hex(one, "hex") : Bytes.ofUtf8(Vectors.text(one, "text"));
        switch (Vectors.text(one, "verdict")) {
            case "canonical" ->
                assertThat(canonical(Canonical.read("vector", input, ROOMY))).isEqualTo(input.utf8("vector"));
            case "loose" -> {
                assertThatThrownBy(() -> Canonical.read("vector", input, ROOMY)).isInstanceOf(FormatException.class);
                assertThat(canonical(Canonical.readLoose("vector", input, ROOMY)))
                        .isEqualTo(Vectors.text(one, "canonical"));
            }
            case "malformed" ->
                assertThatThrownBy(() -> Canonical.readLoose("vector", input, ROOMY))
                        .isInstanceOf(FormatException.class);
            default -> throw new AssertionError("unknown verdict");
        }
    }

    @Test
    void a_document_of_the_limit_is_read_and_one_byte_more_is_not() throws FormatException {
        Bytes bytes = Bytes.ofUtf8("[1,2,3]");
        assertThat(Canonical.read("test", bytes, 7)).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> Canonical.read("test", bytes, 6))
                .isInstanceOf(FormatException.class)
                .hasMessage("test: expected at most 6 bytes, found 7");
    }

    private static String nested(int containers, String inside) {
        return "[".repeat(containers) + inside + "]".repeat(containers);
    }

    @Test
    void a_value_stands_inside_32_containers_and_not_inside_33() throws FormatException {
        Json deepest = loose(nested(32, "1"));
        assertThat(canonical(deepest)).isEqualTo(nested(32, "1"));
        assertThatThrownBy(() -> loose(nested(33, "1"))).hasMessageContaining("nesting of at most 32");
        assertThatIllegalArgumentException().isThrownBy(() -> Canonical.write(new Json.Arr(List.of(deepest))));
    }

    @Test
    void objects_count_as_nesting_like_arrays() throws FormatException {
        String deep = "{\"a\":".repeat(32) + "1" + "}".repeat(32);
        assertThat(canonical(loose(deep))).isEqualTo(deep);
        assertThatThrownBy(() -> loose("[" + deep + "]")).hasMessageContaining("nesting of at most 32");
    }

    @Test
    void hostile_nesting_is_refused_without_exhausting_the_stack() {
        assertThatThrownBy(() -> loose("[".repeat(500_000))).isInstanceOf(FormatException.class);
    }

    @Test
    void a_lone_surrogate_is_never_written() {
        for (String lone : List.of("\ud800", "\udc00", "a\udbff", "\ud800b", "\udc00\ud800", "\ud83d\ud83d\ude02")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Canonical.write(Json.of(lone)));
            Json named = Json.object().with(lone, 1).build();
            assertThatIllegalArgumentException().isThrownBy(() -> Canonical.write(named));
        }
    }

    @Test
    void member_order_and_white_space_do_not_change_the_canonical_form() throws FormatException {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Json value = value(random, 0);
            String written = canonical(value);
            assertThat(Canonical.read("test", Bytes.ofUtf8(written), ROOMY))
                    .as("seed %d", seed)
                    .isEqualTo(value);
            assertThat(canonical(loose(untidy(value, random))))
                    .as("seed %d", seed)
                    .isEqualTo(written);
        }
    }

    private static Json value(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 8 : 5)) {
            case 0 -> Json.NULL;
            case 1 -> Json.of(random.nextBoolean());
            case 2 -> Json.of(random.nextLong(-Json.MAX_INTEGER, Json.MAX_INTEGER + 1));
            case 3 -> new Json.Num(random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300)));
            case 4 -> Json.of(string(random));
            case 5 ->
                new Json.Arr(Stream.generate(() -> value(random, depth + 1))
                        .limit(random.nextInt(5))
                        .toList());
            default -> object(random, depth);
        };
    }

    private static Json object(Random random, int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        int size = random.nextInt(5);
        for (int i = 0; i < size; i++) {
            members.put(string(random), value(random, depth + 1));
        }
        return new Json.Obj(members);
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            int codePoint = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt(0x80);
            text.appendCodePoint(codePoint >= 0xd800 && codePoint < 0xe000 ? 'x' : codePoint);
        }
        return text.toString();
    }

    /// The same value with its members shuffled, white space everywhere and every character escaped.
    private static String untidy(Json value, Random random) {
        return switch (value) {
            case Json.Obj object -> {
                List<String> members = new ArrayList<>();
                object.members()
                        .forEach((name, member) -> members.add(escaped(name) + " :\t" + untidy(member, random)));
                Collections.shuffle(members, random);
                yield "\n{ " + String.join("\r\n, ", members) + " }";
            }
            case Json.Arr array ->
                "[ "
                        + String.join(
                                " , ",
                                array.items().stream()
                                        .map(item -> untidy(item, random))
                                        .toList()) + " ]\n";
            case Json.Str string -> escaped(string.value());
            case Json.Num number -> new java.math.BigDecimal(number.value()) + "  ";
            case Json.Bool bool -> " " + bool.value();
            case Json.Null _ -> " null ";
        };
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> out.append(String.format("\\u%04X", c)));
        return out.append('"').toString();
    }
}
