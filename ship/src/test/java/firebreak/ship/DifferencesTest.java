package firebreak.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two builds that are not equal are told apart, by file and entry.
final class DifferencesTest {
    @TempDir
    private Path folder;

    private Path one = Path.of("");
    private Path other = Path.of("");

    @BeforeEach
    void two_equal_folders() throws Exception {
        one = equal("one");
        other = equal("other");
    }

    private Path equal(String name) throws IOException {
        Path made = folder.resolve(name);
        Jars.with(made.resolve("lib/a.jar"), Jars.TIME, entries("A.class", "a", "B.class", "b"));
        Files.writeString(made.resolve("page.md"), "words\n");
        Files.createSymbolicLink(made.resolve("link"), Path.of("page.md"));
        return made;
    }

    private static SequencedMap<String, String> entries(String... namesAndContents) {
        SequencedMap<String, String> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            entries.put(namesAndContents[i], namesAndContents[i + 1]);
        }
        return entries;
    }

    private Iterable<String> found() throws IOException {
        Differences differences = new Differences();
        differences.folders("all", one, other);
        return differences.found();
    }

    @Test
    void equal_folders_do_not_differ() throws Exception {
        assertThat(found()).isEmpty();
    }

    @Test
    void another_byte_in_a_class_is_told_with_jar_and_entry() throws Exception {
        Jars.with(other.resolve("lib/a.jar"), Jars.TIME, entries("A.class", "a", "B.class", "c"));

        assertThat(found()).containsExactly("all/lib/a.jar: B.class differs");
    }

    @Test
    void an_entry_that_only_one_jar_has_is_told() throws Exception {
        Jars.with(other.resolve("lib/a.jar"), Jars.TIME, entries("A.class", "a", "C.class", "b"));

        assertThat(found())
                .containsExactly(
                        "all/lib/a.jar: B.class is only in the first", "all/lib/a.jar: C.class is only in the second");
    }

    @Test
    void the_hour_of_the_build_in_a_jar_is_told() throws Exception {
        Instant later = Jars.TIME.plusSeconds(3600);
        Jars.with(other.resolve("lib/a.jar"), later, entries("A.class", "a", "B.class", "b"));

        assertThat(found())
                .containsExactly(
                        "all/lib/a.jar: A.class bears another time", "all/lib/a.jar: B.class bears another time");
    }

    @Test
    void another_order_of_entries_is_told() throws Exception {
        Jars.with(other.resolve("lib/a.jar"), Jars.TIME, entries("B.class", "b", "A.class", "a"));

        assertThat(found()).containsExactly("all/lib/a.jar has its entries in another order");
    }

    @Test
    void a_jar_that_differs_outside_its_entries_is_told() throws Exception {
        byte[] jar = Files.readAllBytes(other.resolve("lib/a.jar"));
        int directory = lastIndexOf(jar, new byte[] {'P', 'K', 1, 2});
        jar[directory + 40] ^= 1; // the modes in the directory at the end
        Files.write(other.resolve("lib/a.jar"), jar);

        assertThat(found()).singleElement().asString().startsWith("all/lib/a.jar has equal entries and differs from");
    }

    private static int lastIndexOf(byte[] in, byte[] mark) {
        for (int at = in.length - mark.length; at >= 0; at--) {
            if (Arrays.equals(in, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        throw new AssertionError("there is none");
    }

    @Test
    void a_page_with_other_words_is_told() throws Exception {
        Files.writeString(other.resolve("page.md"), "wards\n");

        assertThat(found()).containsExactly("all/page.md differs from byte 1");
    }

    @Test
    void a_file_that_may_be_run_in_one_of_them_is_told() throws Exception {
        Files.setPosixFilePermissions(other.resolve("page.md"), PosixFilePermissions.fromString("rwxr--r--"));

        assertThat(found()).containsExactly("all/page.md may be run in one of them only");
    }

    @Test
    void a_link_that_leads_elsewhere_is_told() throws Exception {
        Files.delete(other.resolve("link"));
        Files.createSymbolicLink(other.resolve("link"), Path.of("lib"));

        assertThat(found()).containsExactly("all/link is a link in one of them, or leads elsewhere");
    }

    @Test
    void an_empty_folder_that_only_one_has_is_told() throws Exception {
        Files.createDirectory(one.resolve("left"));

        assertThat(found()).containsExactly("all/left is only in the first");
    }

    @Test
    void a_folder_in_the_place_of_a_file_is_told() throws Exception {
        Files.delete(other.resolve("page.md"));
        Files.createDirectory(other.resolve("page.md"));

        assertThat(found()).containsExactly("all/page.md is a folder in one of them only");
    }

    @Test
    void two_builds_with_one_other_byte_are_refused_before_any_archive_is_made() throws Exception {
        Jars.with(one.resolve("cli/target/a.jar"), Jars.TIME, entries("A.class", "a"));
        Jars.with(other.resolve("cli/target/a.jar"), Jars.TIME, entries("A.class", "b"));

        TwoBuilds.Verdict verdict = new TwoBuilds(one, other).compare(folder.resolve("space"), Release.here());

        assertThat(verdict.differences())
                .containsExactly("cli/target/a.jar: A.class differs", "cli/target/libraries.json is in neither");
        assertThat(folder.resolve("space")).doesNotExist();
    }
}
