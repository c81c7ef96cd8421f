package firebreak.drill.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
    private final Faults faults = new Faults();

    @Test
    void values_keep_their_text_their_order_and_their_line() {
        Yaml.Entries root =
                (Yaml.Entries) read("b: NO\na:\n  - 007\n  - {c: ~, d: \"\"}\n").orElseThrow();

        assertThat(faults.list()).isEmpty();
        assertThat(root.members().keySet()).containsExactly("b", "a");
        assertThat(root.members().get("b")).isEqualTo(new Yaml.Scalar(new Place("f.yaml", 1), "NO", true));
        Yaml list = root.members().get("a");
        assertThat(list)
                .isInstanceOfSatisfying(
                        Yaml.Items.class,
                        items -> assertThat(items.items().getFirst())
                                .isEqualTo(new Yaml.Scalar(new Place("f.yaml", 3), "007", true)));
    }

    @Test
    void nothing_is_nothing_only_without_quotes() {
        Yaml.Entries root = (Yaml.Entries)
                read("{a: ~, b: \"\", c: , d: null, e: \"null\"}").orElseThrow();

        assertThat(root.toJson())
                .isEqualTo(Json.object()
                        .with("a", Json.NULL)
                        .with("b", "")
                        .with("c", Json.NULL)
                        .with("d", Json.NULL)
                        .with("e", "null")
                        .build());
    }

    @Test
    void a_byte_order_mark_is_not_content() {
        assertThat(read("\uFEFFa: b\n"))
                .get()
                .extracting(yaml -> ((Yaml.Entries) yaml).members().keySet())
                .isEqualTo(Set.of("a"));
    }

    @Test
    void a_repeated_key_is_a_fault_on_its_line_and_the_first_value_stays() {
        Yaml.Entries root = (Yaml.Entries) read("a: 1\nb: 2\na: 3\n").orElseThrow();

        assertThat(only())
                .isEqualTo(
                        "f.yaml:3: file, field a: found the key a second time, expected each key once in its mapping");
        assertThat(root.toJson())
                .isEqualTo(Json.object().with("a", "1").with("b", "2").build());
    }

    @Test
    void a_key_that_is_no_text_is_a_fault() {
        read("? [a, b]\n: c\n");

        assertThat(only()).startsWith("f.yaml:1: file, field -: found a list of 2 as a key, expected");
    }

    @Test
    void an_alias_is_refused_before_it_can_multiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, below)) + "]\n");
        }

        assertThat(read(bomb.toString())).isEmpty();
        assertThat(only())
                .isEqualTo(
                        "f.yaml:2: file, field -: found the alias *a0, expected every value written out, without aliases");
    }

    @Test
    void a_value_that_contains_itself_is_refused() {
        assertThat(read("a: &a\n  b: *a\n")).isEmpty();
        assertThat(only()).startsWith("f.yaml:2: file, field -: found the alias *a");
    }

    @Test
    void tags_make_no_objects() {
        Yaml.Entries root = (Yaml.Entries)
                read("a: !!java.net.URL [\"http://localhost\"]\n").orElseThrow();

        assertThat(root.members().get("a")).isInstanceOf(Yaml.Items.class);
    }

    @Test
    void broken_syntax_is_one_fault_with_its_line() {
        assertThat(read("a: b\n  c: [d\n")).isEmpty();
        assertThat(only()).startsWith("f.yaml:2: file, field -: found").endsWith("expected well-formed YAML 1.2");
    }

    @Test
    void a_control_character_is_a_fault() {
        assertThat(read("a: \u0007\n")).isEmpty();
        assertThat(only()).contains("U+0007");
    }

    @Test
    void bytes_that_are_not_utf8_are_a_fault() {
        assertThat(YamlReader.read("f.yaml", Bytes.wrap(new byte[] {'a', ':', ' ', (byte) 0xc3, '\n'}), faults))
                .isEmpty();
        assertThat(only()).contains("bytes that are not UTF-8");
    }

    @Test
    void half_a_surrogate_pair_is_a_fault() {
        assertThat(read("a: \"\\uD83D\"\n")).isEmpty();
        assertThat(only()).contains("half of a surrogate pair");
    }

    @Test
    void no_document_and_two_documents_are_faults() {
        assertThat(read("# nothing\n")).isEmpty();
        assertThat(only()).contains("no document");
        assertThat(read("a: b\n---\nc: d\n")).isEmpty();
        assertThat(faults.list().getLast().line()).contains("a second document");
    }

    @Test
    void a_file_of_the_greatest_size_passes_and_one_byte_more_is_refused() {
        String start = "a: b\n";
        String most = start + "#" + "x".repeat(YamlReader.MAX_BYTES - start.length() - 2) + "\n";

        assertThat(read(most)).isPresent();
        assertThat(faults.list()).isEmpty();
        assertThat(read(most + "\n")).isEmpty();
        assertThat(only()).contains("4194305 bytes or more").contains("at most 4194304 bytes (4 MiB)");
    }

    @Test
    void the_deepest_nesting_passes_and_one_more_is_refused() {
        assertThat(read("[".repeat(YamlReader.MAX_DEPTH) + "]".repeat(YamlReader.MAX_DEPTH)))
                .isPresent();
        assertThat(faults.list()).isEmpty();
        assertThat(read("[".repeat(YamlReader.MAX_DEPTH + 1) + "]".repeat(YamlReader.MAX_DEPTH + 1)))
                .isEmpty();
        assertThat(only()).contains("at most 32 deep");
    }

    @Test
    void a_bomb_of_brackets_ends_quickly() {
        assertThat(read("[".repeat(1_000_000))).isEmpty();
        assertThat(only()).contains("at most 32 deep");
    }

    @Test
    void the_most_values_pass_and_one_more_is_refused() {
        String most = "[" + "a,".repeat(YamlReader.MAX_VALUES - 1) + "]";

        assertThat(read(most)).isPresent();
        assertThat(faults.list()).isEmpty();
        assertThat(read(most.replace("]", "b]"))).isEmpty();
        assertThat(only()).contains("at most 1000000 values");
    }

    @Test
    void the_longest_text_passes_and_one_more_is_refused() {
        assertThat(read("a: " + "x".repeat(YamlReader.MAX_SCALAR))).isPresent();
        assertThat(faults.list()).isEmpty();
        assertThat(read("a: " + "x".repeat(YamlReader.MAX_SCALAR + 1))).isEmpty();
        assertThat(only()).contains("a value of 20001 characters");
    }

    @Test
    void a_fault_is_one_line_whatever_stands_in_the_file() {
        Fault fault = new Fault(new Place("a\nb", 1), "event x\ny", "f\u001b[0m", "l\u2028m", "n\ro");

        assertThat(fault.line().lines()).hasSize(1);
        assertThat(fault.line().chars()).noneMatch(c -> c == 0x1b || c == 0x2028);
    }

    @Test
    void faults_beyond_the_kept_ones_are_counted() {
        for (int i = 0; i < Faults.MAX_KEPT; i++) {
            faults.add(Place.of("f.yaml"), "s", "f", "x", "y");
        }
        assertThat(faults.list()).hasSize(Faults.MAX_KEPT);
        faults.add(Place.of("f.yaml"), "s", "f", "x", "y");
        assertThat(faults.list()).hasSize(Faults.MAX_KEPT + 1);
        assertThat(faults.list().getLast().line()).contains("1 further faults");
    }

    private Optional<Yaml> read(String text) {
        return YamlReader.read("f.yaml", Bytes.ofUtf8(text), faults);
    }

    private String only() {
        List<Fault> all = faults.list();
        assertThat(all).hasSize(1);
        return all.getFirst().line();
    }
}
