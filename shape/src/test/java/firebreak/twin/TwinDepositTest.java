package firebreak.twin;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.record.Leaf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What mailboxes sign, damaged and by liars. The first receipt of the story is CC's, and of the two that EE was put a
/// note before that it never receipted.
final class TwinDepositTest {
    private static final String FIRST = "deposit 1";
    private static final Pattern LEAVES = Pattern.compile("\"leaves\":\\[(.*?)]");

    @TempDir
    private Path folder;

    private static String text(Bytes content) {
        return new String(content.toArray(), StandardCharsets.UTF_8);
    }

    private static Map<String, Bytes> story(Made.Hand hand) {
        return new TreeMap<>(Story.tell(hand, Story.Kind.CHARTERED).files);
    }

    /// The story with the first receipt's payload changed before the mailbox signed it.
    private static Map<String, Bytes> story(UnaryOperator<String> change) {
        return story((name, payload) -> name.equals(FIRST) ? changed(payload, change) : payload);
    }

    private static Bytes changed(Bytes payload, UnaryOperator<String> change) {
        String changed = change.apply(text(payload));
        assertThat(changed).isNotEqualTo(text(payload));
        return Bytes.ofUtf8(changed);
    }

    private String clocks(Map<String, Bytes> files, boolean sound) throws IOException {
        Verdicts.Both both = new Verdicts(Files.createTempDirectory(folder, "export")).of(files, Optional.empty());
        assertThat(both.verifier()).isEqualTo(both.core());
        assertThat(both.core().sound()).as(both.core().says()).isEqualTo(sound);
        return both.core()
                .says()
                .lines()
                .filter(line -> line.startsWith("clocks"))
                .findFirst()
                .orElseThrow();
    }

    /// What is told where there is no such receipt.
    private String without() throws IOException {
        Map<String, Bytes> files = story(Made.Hand.HONEST);
        String right = clocks(files, true);
        Made.remove(files, path(files));
        String without = clocks(files, true);
        assertThat(without).isNotEqualTo(right);
        return without;
    }

    private static String path(Map<String, Bytes> files) {
        return files.keySet().stream()
                .filter(path -> path.contains("mirror/BB/deposit/"))
                .filter(path -> payload(Objects.requireNonNull(files.get(path))).contains("\"mailbox\":\"CC\""))
                .findFirst()
                .orElseThrow();
    }

    private static String payload(Bytes signed) {
        Matcher payload = Pattern.compile("\"payload\":\"([^\"]*)\"").matcher(text(signed));
        assertThat(payload.find()).isTrue();
        return new String(java.util.Base64.getUrlDecoder().decode(payload.group(1)), StandardCharsets.UTF_8);
    }

    @Test
    void a_note_never_receipted_is_tendered_by_two_mailboxes() throws IOException {
        assertThat(clocks(story(Made.Hand.HONEST), true))
                .contains("\"state\":\"overdue\",\"tendered\":\"2026-03-01T14:11:00Z\",\"to\":\"EE\"");
        assertThat(without()).doesNotContain("2026-03-01T14:11:00Z");
    }

    @Test
    void a_receipt_that_lies_is_a_fault_and_makes_no_time() throws IOException {
        String without = without();
        for (UnaryOperator<String> lie : List.<UnaryOperator<String>>of(
                payload -> payload.replace("\"mailbox\":\"CC\"", "\"mailbox\":\"DD\""),
                payload -> payload.replace("\"mailbox\":\"CC\"", "\"mailbox\":\"EE\""),
                payload -> payload.replaceFirst("\"manifest\":\"[0-9a-f]{64}", "\"manifest\":\"" + "0".repeat(64)),
                payload -> payload.replaceFirst("\"charter\":\"[0-9a-f]{64}", "\"charter\":\"" + "0".repeat(64)),
                payload -> payload.replace("\"exercise\"", "\"live\""),
                payload -> payload.replace("\"from\":\"BB\"", "\"from\":\"AA\""),
                payload -> payload.replaceFirst("\"leaf\":\"[0-9a-f]{64}", "\"leaf\":\"" + "0".repeat(64)),
                payload -> payload.replaceFirst("\"index\":[0-9]+", "\"index\":5"),
                payload -> payload.replaceFirst("\"index\":[0-9]+", "\"index\":9000"),
                payload -> payload.replaceFirst("firebreak/[a-z2-7]{26}", "firebreak/" + "a".repeat(26)),
                payload -> LEAVES.matcher(payload).replaceFirst("\"leaves\":[$1,$1]"),
                payload -> LEAVES.matcher(payload).replaceFirst("\"leaves\":[]"),
                payload -> payload.replace("\"type\":\"deposit\"", "\"type\":\"receipt\""),
                payload -> payload.replace(":00Z\"", ":00+00:00\""),
                payload -> payload.replaceFirst("^\\{", "{\"a\":1,"))) {
            assertThat(clocks(story(lie), false)).isEqualTo(without);
        }
    }

    @Test
    void leaves_that_do_not_ascend_are_a_fault() throws IOException {
        Pattern two = Pattern.compile("\\[(\\{[^}]*}),(\\{[^}]*})]");
        clocks(
                story((name, payload) -> name.equals("deposit 2")
                        ? changed(payload, text -> two.matcher(text).replaceFirst("[$2,$1]"))
                        : payload),
                false);
    }

    /// It is the mailbox's to say for whom, and when.
    @Test
    void a_receipt_for_another_or_of_another_time_is_right() throws IOException {
        assertThat(clocks(story(payload -> payload.replace("\"for\":\"EE\"", "\"for\":\"XX\"")), true))
                .isEqualTo(without());
        assertThat(clocks(story(payload -> payload.replace("2026-03-01T14:10:00Z", "9999-12-31T23:59:59Z")), true))
                .contains("9999");
    }

    @Test
    void what_is_not_signed_with_both_keys_of_the_node_is_a_fault() throws IOException {
        String without = without();
        for (UnaryOperator<String> damage : List.<UnaryOperator<String>>of(
                text -> text.replaceFirst("\\[(\\{[^}]*}),(\\{[^}]*})]", "[$1]"),
                text -> text.replaceFirst("\\[(\\{[^}]*}),(\\{[^}]*})]", "[$2]"),
                text -> text.replaceFirst("\"signature\":\"..", "\"signature\":\"BB"))) {
            Map<String, Bytes> files = story(Made.sealing(FIRST, signed -> changed(signed, damage)));
            assertThat(clocks(files, false)).isEqualTo(without);
        }
    }

    @Test
    void only_the_name_of_its_own_hash_is_right() throws IOException {
        String without = without();
        Map<String, Bytes> right = story(Made.Hand.HONEST);
        String path = path(right);
        for (String name : List.of(
                "0".repeat(64) + ".json",
                "1.json",
                path.substring(path.lastIndexOf('/') + 1).replace(".json", ""),
                "A" + path.substring(path.lastIndexOf('/') + 2))) {
            Map<String, Bytes> files = new TreeMap<>(right);
            Made.remove(files, path);
            Made.put(files, "mirror/BB/deposit/" + name, Objects.requireNonNull(right.get(path)));
            assertThat(clocks(files, false)).as(name).isEqualTo(without);
        }
    }

    @Test
    void in_the_folder_of_another_record_it_is_a_fault() throws IOException {
        String without = without();
        Map<String, Bytes> files = story(Made.Hand.HONEST);
        String path = path(files);
        Bytes content = Objects.requireNonNull(files.get(path));
        Made.remove(files, path);
        Made.put(files, path.replace("mirror/BB/", ""), content);
        assertThat(clocks(files, false)).isEqualTo(without);
    }

    @Test
    void a_receipt_has_64_leaves_and_not_65() throws IOException {
        Map<String, Bytes> right = Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED, 80).files;
        clocks(right, true);
        String bundle = right.keySet().stream()
                .filter(path -> path.startsWith("tile/entries/"))
                .findFirst()
                .orElseThrow();
        int from = 64 * (2 + Leaf.SIZE) + 2;
        Bytes leaf = Objects.requireNonNull(right.get(bundle)).slice(from, from + Leaf.SIZE);
        Hash hash = Hash.of(Bytes.wrap(new byte[1]).plus(leaf));
        String more = "$1,{\"index\":64,\"leaf\":\"" + hash + "\"}";
        Made.Hand hand =
                (name, payload) -> name.startsWith("deposit") && text(payload).contains("\"index\":63,")
                        ? changed(payload, text -> LEAVES.matcher(text).replaceFirst("\"leaves\":[" + more + "]"))
                        : payload;
        clocks(Story.tell(hand, Story.Kind.CHARTERED, 80).files, false);
    }
}
