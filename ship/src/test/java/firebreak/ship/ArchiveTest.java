package firebreak.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An archive depends on names and contents alone, and `tar` reads it.
final class ArchiveTest {
    private static final String LONG_FOLDER = "a-folder-with-a-long-name/".repeat(4);
    private static final String LONG_NAME = "n".repeat(100);

    @TempDir
    private Path temp;

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_of_everything() throws Exception {
        folder = filled(temp.resolve("here/made"), "rw-r--r--");
    }

    private static Path filled(Path folder, String mode) throws IOException {
        Files.createDirectories(folder.resolve(LONG_FOLDER));
        Files.writeString(folder.resolve("page.md"), "words\n");
        Files.writeString(folder.resolve(LONG_FOLDER + LONG_NAME), "far down");
        Files.write(folder.resolve("block"), new byte[512]);
        Files.write(folder.resolve("block-and-one"), new byte[513]);
        Files.write(folder.resolve("empty"), new byte[0]);
        Files.writeString(folder.resolve("run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(folder.resolve("page.md"), PosixFilePermissions.fromString(mode));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("page.md"));
        return folder;
    }

    private Path packed(Path from, String name) throws IOException {
        Path archive = temp.resolve(name);
        Archive.pack(from, archive, Jars.TIME);
        return archive;
    }

    @Test
    void the_same_files_at_another_hour_under_another_umask_give_the_same_bytes() throws Exception {
        Path again = filled(temp.resolve("there/made"), "rw-------");
        Files.setLastModifiedTime(again.resolve("page.md"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));

        assertThat(packed(again, "two")).hasSameBinaryContentAs(packed(folder, "one"));
    }

    @Test
    void another_byte_in_one_file_gives_another_archive() throws Exception {
        Path one = packed(folder, "one");
        Files.writeString(folder.resolve("page.md"), "wards\n");

        assertThat(Files.mismatch(packed(folder, "two"), one)).isNotNegative();
    }

    @Test
    void tar_unpacks_what_was_packed() throws Exception {
        Path archive = packed(folder, "made.tar.gz");
        Path to = Files.createDirectory(temp.resolve("unpacked"));

        run("tar", "-xzf", archive.toString(), "-C", to.toString());

        Differences differences = new Differences();
        differences.folders("made", folder, to.resolve("made"));
        assertThat(differences.found()).isEmpty();
        assertThat(Files.getLastModifiedTime(to.resolve("made/run")).toInstant())
                .isEqualTo(Jars.TIME);
        assertThat(Files.getPosixFilePermissions(to.resolve("made/run")))
                .containsAll(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void entries_stand_in_the_order_of_their_names_and_belong_to_nobody() throws Exception {
        Path archive = packed(folder, "made.tar.gz");

        List<String> lines = run("tar", "--numeric-owner", "-tvzf", archive.toString());

        assertThat(lines).allMatch(line -> line.contains(" 0/0 ") || line.matches(".* 0 +0 .*"));
        List<String> names = run("tar", "-tzf", archive.toString());
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(Comparator.comparing(name -> name.replaceAll("/$", "")));
        assertThat(names).hasSize(12).isEqualTo(sorted);
    }

    @Test
    void a_name_that_the_form_cannot_hold_is_refused() throws Exception {
        Files.writeString(folder.resolve(LONG_NAME + "n"), "too long by one");

        assertThatThrownBy(() -> packed(folder, "made.tar.gz"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is too long for this form of archive");
    }

    private List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
