package firebreak.twin;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the two once judged differently, each as small as it can be, with what both must say now.
final class FoundTest {
    @TempDir
    private Path folder;

    private static String text(Bytes payload) {
        try {
            return payload.utf8("payload");
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// The story with one text in one payload replaced.
    private static Map<String, Bytes> story(String name, String replaced, String by) {
        return Story.tell(
                        (at, payload) -> {
                            if (!at.equals(name)) {
                                return payload;
                            }
                            assertThat(text(payload)).contains(replaced);
                            return Bytes.ofUtf8(text(payload).replace(replaced, by));
                        },
                        Story.Kind.CHARTERED)
                .files;
    }

    private void bothSay(Map<String, Bytes> files, boolean sound, String... lines) throws IOException {
        Verdicts.Both both = new Verdicts(Files.createTempDirectory(folder, "export")).of(files, Optional.empty());
        assertThat(both.verifier()).isEqualTo(both.core());
        assertThat(both.core().sound()).isEqualTo(sound);
        assertThat(both.core().says().lines().toList()).containsAll(List.of(lines));
    }

    /// One statement under old versions made the next one, which names the right ones, irregular too.
    @Test
    void a_note_that_names_versions_of_before_is_irregular_and_the_next_one_is_not() throws IOException {
        String first = Story.fingerprint(Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED).files, Story.Kind.BACK)
                .hex();
        Map<String, Bytes> files = Story.tell(
                        (at, payload) -> at.equals("mirror/BB/earlier/0/body/7.json")
                                ? Bytes.ofUtf8(text(payload)
                                        .replaceFirst(
                                                "\"agreement\":\"[0-9a-f]{64}\"", "\"agreement\":\"" + first + "\""))
                                : payload,
                        Story.Kind.CHARTERED)
                .files;
        bothSay(files, true, "irregular \"mirror/BB/earlier/0/body/7.json\"", "irregularCount 1");
    }

    /// An adoption that its post and not its node had signed opened the versions to whatever came next.
    @Test
    void an_irregular_adoption_adopts_nothing() throws IOException {
        bothSay(
                story("mirror/BB/earlier/0/body/5.json", "\"party\":\"BB\"", "\"party\":\"BB\",\"post\":\"BB-MOD\""),
                true,
                "irregular \"mirror/BB/earlier/0/body/5.json\"",
                "irregular \"mirror/BB/earlier/0/body/8.json\"",
                "irregularCount 4");
    }

    @Test
    void where_a_form_is_none_all_is_checked_by_hashes_alone() throws IOException {
        bothSay(story("form", "\"asks\":true", "\"asks\":1"), false, "irregularCount 0");
    }

    /// A member could stop the check of everybody else's exports.
    @Test
    void an_old_record_of_a_negative_size_is_irregular_and_stops_nothing() throws IOException {
        bothSay(
                story("mirror/BB/body/1.json", "\"size\":9", "\"size\":-9"),
                true,
                "irregular \"mirror/BB/body/1.json\"",
                "irregularCount 1");
    }

    /// The exporter could make the check fail as if the disk had.
    @Test
    void a_path_out_of_the_folder_in_the_index_is_a_fault() throws IOException {
        for (String path : new String[] {"charter/../../secret", "/etc/passwd", "evidence/\\u0000"}) {
            Map<String, Bytes> files = new TreeMap<>(
                    story("export.json", "\"form/", "\"" + path + "\":\"" + "0".repeat(64) + "\",\"form/"));
            files.put("export.json", Made.summed(Objects.requireNonNull(files.get("export.json"))));
            bothSay(files, false);
        }
    }

    /// Nothing can listen there.
    @Test
    void an_address_with_a_port_beyond_all_is_malformed() throws IOException {
        bothSay(story("manifest/AA/0001.json", ":7443", ":65536"), false);
        bothSay(story("manifest/AA/0001.json", ":7443", ":65535"), true);
    }

    /// A label and no fault: what was said keeps every effect.
    @Test
    void what_its_owner_disputes_is_counted_and_stays_in_force() throws IOException {
        Map<String, Bytes> files = Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED).files;
        Verdicts.Both both = new Verdicts(folder).of(files, Optional.empty());
        assertThat(both.verifier()).isEqualTo(both.core());
        assertThat(both.core().sound()).isTrue();
        assertThat(both.core().says()).contains("irregularCount 0");
        assertThat(both.core().says().lines().filter(line -> line.startsWith("dispute ")))
                .satisfiesExactly(
                        one -> assertThat(one).contains("\"from\":2", "\"leaves\":6", "\"party\":\"BB\""),
                        other -> assertThat(other).contains("\"from\":1", "\"leaves\":4"));
    }

    @Test
    void a_last_good_size_that_the_root_did_not_commit_to_disputes_nothing() throws IOException {
        bothSay(
                story("mirror/BB/body/12.json", "\"size\":1,", "\"size\":0,"),
                true,
                "irregular \"mirror/BB/body/12.json\"",
                "irregularCount 1");
    }

    @Test
    void what_the_revoked_key_signs_after_its_adoption_is_irregular() throws IOException {
        String node = Story.keys("BB", false);
        String post = Story.keys("BB", true);
        bothSay(
                story(
                        "revocation/BB/0001.json",
                        "{\"hash\":\"" + post + "\",\"use\":\"post\"}",
                        "{\"hash\":\"" + node + "\",\"use\":\"node\"}"),
                true,
                "irregular \"mirror/BB/body/12.json\"",
                "irregular \"mirror/BB/body/13.json\"",
                "irregularCount 2");
    }

    @Test
    void a_revocation_of_keys_that_are_not_the_partys_is_a_fault() throws IOException {
        String post = Story.keys("BB", true);
        bothSay(story("revocation/BB/0001.json", post, Story.keys("AA", true)), false);
        bothSay(story("revocation/BB/0001.json", "\"use\":\"post\"", "\"use\":\"node\""), false);
        bothSay(story("revocation/BB/0001.json", "\"party\":\"BB\"", "\"party\":\"AA\""), false);
    }
}
