package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `firebreak seal`, `open` and `identity` as people use them.
final class SealedFilesTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private Operators at = new Operators(Path.of(""));
    private String recipient = "";

    @BeforeEach
    void a_key_and_a_file() throws IOException {
        at = new Operators(folder);
        recipient = at.done("identity new --out my.key").strip();
        Files.writeString(at.path("annex.txt"), "the annex");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(at.path(name));
    }

    private void write(String name, byte[] content) throws IOException {
        Files.write(at.path(name), content);
    }

    private void key(String name, Identity.X25519 identity) throws IOException {
        try (Secret text = identity.text()) {
            text.use(bytes -> Files.write(at.path(name), bytes));
        }
        Files.setPosixFilePermissions(at.path(name), PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void what_was_sealed_is_opened_and_is_what_it_was() throws IOException {
        assertThat(at.done("seal annex.txt --recipient " + recipient + " --out annex.age"))
                .contains("Sealed to 1 recipient: ");
        assertThat(at.done("open annex.age --identity my.key --out back.txt")).contains("9 bytes");

        assertThat(at.path("back.txt")).hasContent("the annex");
        assertThat(new String(read("annex.age"), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n-> mlkem768x25519 ")
                .doesNotContain("the annex");
        assertThat(Files.getPosixFilePermissions(at.path("back.txt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(at.json("open annex.age --identity my.key --out again.txt --json")
                        .toString())
                .contains("9");
    }

    @Test
    void a_file_of_many_chunks_and_an_empty_one_come_back() throws IOException {
        byte[] large = new byte[5 * (64 << 10) + 1];
        new Random(1).nextBytes(large);
        write("large", large);
        write("empty", new byte[0]);
        for (String name : List.of("large", "empty")) {
            at.done("seal " + name + " -r " + recipient + " --out " + name + ".age");
            at.done("open " + name + ".age -i my.key --out " + name + ".back");
            assertThat(read(name + ".back")).isEqualTo(read(name));
        }
    }

    @Test
    void every_recipient_of_a_file_of_them_opens_it() throws IOException {
        String other = at.done("identity new --out other.key").strip();
        Files.writeString(at.path("to.txt"), "# two of them\n" + recipient + "\n\n" + other + "\n");

        assertThat(at.done("seal annex.txt -R to.txt --out annex.age")).contains("2 recipients");

        for (String key : List.of("my", "other")) {
            at.done("open annex.age -i " + key + ".key --out " + key + ".txt");
            assertThat(at.path(key + ".txt")).hasContent("the annex");
        }
        at.done("identity new --out third.key");
        assertThat(at.failed(Exit.WRONG_SECRET, "open annex.age -i third.key --out third.txt"))
                .contains("sealed to others");
        assertThat(files()).doesNotContain("third.txt", "third.txt.part");
        at.done("open annex.age -i third.key -i other.key --out third.txt");
    }

    @Test
    void a_key_under_a_passphrase_opens_with_it_alone() throws IOException {
        at.types("six words", "six words");
        String guarded = at.done("identity new --out guarded.key --passphrase").strip();
        assertThat(new String(read("guarded.key"), StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n-> scrypt ")
                .doesNotContain("AGE-SECRET-KEY");
        at.done("seal annex.txt -r " + guarded + " --out annex.age");

        at.types("other words");
        assertThat(at.failed(Exit.WRONG_SECRET, "open annex.age -i guarded.key --out no.txt"))
                .contains("not the passphrase of")
                .doesNotContain("other words");
        at.types("six words");
        at.done("open annex.age -i guarded.key --out yes.txt");
        assertThat(at.path("yes.txt")).hasContent("the annex");
        at.secret("words", "six words");
        assertThat(at.done("identity show guarded.key --passphrase-file secrets/words")
                        .strip())
                .isEqualTo(guarded);
    }

    @Test
    void a_file_of_an_older_kind_is_opened_and_none_is_made() throws IOException {
        try (Identity.X25519 old = Identity.X25519.generate(RANDOM)) {
            key("old.key", old);
            write(
                    "old.age",
                    Age.encrypt(Bytes.ofUtf8("of long ago"), List.of(old.recipient()), RANDOM)
                            .toArray());

            at.done("open old.age -i old.key --out old.txt");

            assertThat(at.path("old.txt")).hasContent("of long ago");
            assertThat(at.failed(
                            Exit.REFUSED, "seal annex.txt -r " + old.recipient().text() + " --out annex.age"))
                    .contains("later quantum computer", "age1pq1");
            assertThat(files()).doesNotContain("annex.age");
        }
    }

    @Test
    void an_armoured_file_is_opened_too() throws IOException {
        at.done("seal annex.txt -r " + recipient + " --out annex.age");
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(read("annex.age"));
        Files.writeString(
                at.path("annex.asc"),
                "-----BEGIN AGE ENCRYPTED FILE-----\n" + body + "\n-----END AGE ENCRYPTED FILE-----\n");

        at.done("open annex.asc -i my.key --out back.txt");

        assertThat(at.path("back.txt")).hasContent("the annex");
    }

    @Test
    void an_altered_or_shortened_file_leaves_nothing_behind() throws IOException {
        byte[] large = new byte[3 * (64 << 10)];
        write("large", large);
        at.done("seal large -r " + recipient + " --out large.age");
        byte[] sealed = read("large.age");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] changed = sealed.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            write("bad.age", i % 2 == 0 ? changed : java.util.Arrays.copyOf(sealed, random.nextInt(sealed.length)));
            assertThat(at.run("open bad.age -i my.key --out bad.txt"))
                    .as("seed %d, %d: %s", seed, i, at.complained())
                    .isIn(Exit.REFUSED, Exit.WRONG_SECRET);
            assertThat(at.complained().lines()).as("seed %d, %d", seed, i).hasSize(1);
        }
        assertThat(files()).containsExactly("annex.txt", "bad.age", "large", "large.age", "my.key");
    }

    @Test
    void nothing_that_is_there_is_written_over() throws IOException {
        assertThat(at.failed(Exit.REFUSED, "seal annex.txt -r " + recipient + " --out annex.txt"))
                .contains("is there already");
        assertThat(at.failed(Exit.REFUSED, "identity new --out my.key")).contains("is there already");
        assertThat(at.path("annex.txt")).hasContent("the annex");
        write("annex.age.part", new byte[1]);
        assertThat(at.failed(Exit.REFUSED, "seal annex.txt -r " + recipient + " --out annex.age"))
                .contains("annex.age.part is there");
        assertThat(files()).contains("annex.age.part").doesNotContain("annex.age");
    }

    @Test
    void a_name_that_turns_out_to_be_taken_leaves_no_plaintext_behind() throws IOException {
        at.done("seal annex.txt -r " + recipient + " --out annex.age");
        Files.createSymbolicLink(at.path("link"), Path.of("nowhere"));

        assertThat(at.failed(Exit.REFUSED, "open annex.age -i my.key --out link"))
                .contains("is there already");

        assertThat(files()).containsExactly("annex.age", "annex.txt", "link", "my.key");
    }

    @Test
    void what_cannot_be_read_is_said_in_a_sentence() throws IOException {
        Files.createDirectory(at.path("folder"));
        assertThat(at.failed(Exit.REFUSED, "seal nothing -r " + recipient + " --out x"))
                .contains("there is no file");
        assertThat(at.failed(Exit.REFUSED, "seal folder -r " + recipient + " --out x"))
                .contains("is a folder");
        assertThat(at.failed(Exit.USAGE, "seal annex.txt --out x")).contains("say whom it is for");
        assertThat(at.failed(Exit.REFUSED, "seal annex.txt -r age1pq1wrong --out x"))
                .contains("--recipient");
        assertThat(at.failed(Exit.REFUSED, "open annex.txt -i my.key --out x")).contains("age");
        assertThat(at.failed(Exit.REFUSED, "open annex.txt -i annex.txt --out x"))
                .contains("open to others");
        Files.setPosixFilePermissions(at.path("annex.txt"), PosixFilePermissions.fromString("rw-------"));
        assertThat(at.failed(Exit.REFUSED, "open annex.txt -i annex.txt --out x"))
                .contains("annex.txt line 1");
        assertThat(files()).containsExactly("annex.txt", "folder", "my.key");
    }

    @Test
    void a_file_has_as_many_recipients_as_a_reader_takes_and_no_more() throws IOException {
        String most = (recipient + "\n").repeat(Age.MAX_RECIPIENTS);
        Files.writeString(at.path("most.txt"), most);
        at.done("seal annex.txt -R most.txt --out most.age");
        at.done("open most.age -i my.key --out most.back");
        assertThat(at.failed(Exit.REFUSED, "seal annex.txt -R most.txt -r " + recipient + " --out more.age"))
                .contains("at most " + Age.MAX_RECIPIENTS);
    }
}
