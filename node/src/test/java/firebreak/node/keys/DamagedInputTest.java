package firebreak.node.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.seal.Age;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Key files that are not as they were written, or were written by somebody else: whatever lies there, nothing is
/// opened by halves, no secret is told, and no more memory is taken than a good file takes.
class DamagedInputTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String PASSPHRASE = "correct horse";

    /// Far less than one step of scrypt beyond what is allowed, which would take 512 MiB.
    private static final long MOST_ALLOCATED = 8 << 20;

    @TempDir
    private Path home;

    private KeyFolder folder;

    @SuppressWarnings("NullAway.Init")
    DamagedInputTest() {}

    @BeforeEach
    void write() throws IOException {
        folder = new KeyFolder(home, WorkFactor.exercise(1));
        try (NodeKeys node = NodeKeys.generate(RANDOM);
                PostSecrets post = PostSecrets.generate(NOW, RANDOM).renewed(NOW.plusSeconds(60), RANDOM);
                SecretPair root = SecretPair.generate(RANDOM);
                Secret passphrase = passphrase(PASSPHRASE)) {
            folder.node().create(node, passphrase, RANDOM);
            folder.post(new KeyName("UA-MFA")).create(post, passphrase, RANDOM);
            folder.root(new KeyName("holder-1")).create(root, passphrase, RANDOM);
        }
    }

    private List<KeyFile<?>> files() {
        return List.of(folder.node(), folder.post(new KeyName("UA-MFA")), folder.root(new KeyName("holder-1")));
    }

    private static Secret passphrase(String text) {
        return Secret.wrap(text.getBytes(US_ASCII));
    }

    /// What a file's plaintext is when it is opened with the age tool.
    private static String plaintext(KeyFile<?> file) throws IOException {
        try (Secret passphrase = passphrase(PASSPHRASE)) {
            return KeyFileTest.plaintext(Bytes.wrap(Files.readAllBytes(file.path())), passphrase);
        }
    }

    private static void put(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    }

    /// As somebody writes it who knows the passphrase.
    private static void putSealed(KeyFile<?> file, String plaintext) throws IOException {
        try (Secret passphrase = passphrase(PASSPHRASE)) {
            Recipient to = new Recipient.Passphrase(passphrase, 1);
            put(
                    file.path(),
                    Age.encrypt(Bytes.wrap(plaintext.getBytes(ISO_8859_1)), List.of(to), RANDOM)
                            .toArray());
        }
    }

    private static Unlocked<?> open(KeyFile<?> file, String text) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Secret passphrase = passphrase(text)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            Unlocked<?> opened = file.open(passphrase);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
            return opened;
        }
    }

    private static void unusable(KeyFile<?> file, String what) throws IOException {
        assertThat(open(file, PASSPHRASE))
                .as("%s %s", file.path().getFileName(), what)
                .isInstanceOfSatisfying(
                        Unlocked.Unusable.class,
                        unusable -> assertThat(unusable.reason())
                                .startsWith(file.path().toString())
                                .hasSizeLessThan(file.path().toString().length() + 300)
                                .doesNotContain("Exception")
                                .doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void a_file_with_any_byte_changed_is_unusable_with_whatever_passphrase() throws IOException {
        Random random = new Random(1);
        for (KeyFile<?> file : files()) {
            byte[] sound = Files.readAllBytes(file.path());
            for (int at = 0; at < sound.length; at++) {
                byte[] changed = sound.clone();
                changed[at] ^= (byte) (1 + random.nextInt(255));
                put(file.path(), changed);
                unusable(file, "changed at " + at);
                assertThat(open(file, "wrong")).as("changed at %d", at).isInstanceOf(Unlocked.Unusable.class);
            }
        }
    }

    @Test
    void a_file_cut_anywhere_or_longer_than_written_is_unusable() throws IOException {
        for (KeyFile<?> file : files()) {
            Bytes sound = Bytes.wrap(Files.readAllBytes(file.path()));
            for (int length = 0; length < sound.size(); length++) {
                put(file.path(), sound.slice(0, length).toArray());
                unusable(file, "cut at " + length);
            }
            put(file.path(), sound.plus(Bytes.ofUtf8("\n")).toArray());
            unusable(file, "with one byte more");
            put(file.path(), sound.plus(sound).toArray());
            unusable(file, "doubled");
        }
    }

    /// The checksum lies beside it, but it is nobody's duty to keep it.
    @Test
    void without_its_checksum_a_changed_file_is_never_opened_either() throws IOException {
        for (KeyFile<?> file : files()) {
            Files.delete(file.path().resolveSibling(file.path().getFileName() + ".sha256"));
            Bytes sound = Bytes.wrap(Files.readAllBytes(file.path()));
            for (long seed : Damage.costlySeeds().toArray()) {
                Bytes input = Damage.json(sound, new Random(seed));
                put(file.path(), input.toArray());
                if (open(file, PASSPHRASE) instanceof Unlocked.Opened<?>(AutoCloseable keys)) {
                    assertThat(input).as("seed %d", seed).isEqualTo(sound);
                    closed(keys);
                }
            }
        }
    }

    private static void closed(AutoCloseable keys) {
        try {
            keys.close();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void work_beyond_the_limit_is_refused_before_it_is_done() throws IOException {
        for (KeyFile<?> file : files()) {
            String sound = Files.readString(file.path(), ISO_8859_1);
            for (String work : List.of(
                    "19",
                    "20",
                    "30",
                    "31",
                    "32",
                    "63",
                    "64",
                    "99",
                    "100",
                    "2147483647",
                    "4294967297",
                    "0",
                    "00",
                    "01",
                    "-1",
                    "+1",
                    "1.0",
                    "\u00b9",
                    "")) {
                put(
                        file.path(),
                        sound.replaceFirst("(-> scrypt \\S+) 1\n", "$1 " + work + "\n")
                                .getBytes(ISO_8859_1));
                unusable(file, "with work " + work);
            }
        }
    }

    @Test
    void what_is_far_too_large_is_not_read() throws IOException {
        for (KeyFile<?> file : files()) {
            for (long size : new long[] {(128 << 10) + 1, 1L << 32}) {
                try (RandomAccessFile sparse = new RandomAccessFile(file.path().toFile(), "rw")) {
                    sparse.setLength(size);
                }
                unusable(file, "of " + size + " bytes");
            }
        }
    }

    @Test
    void what_is_no_file_at_all_is_unusable() throws IOException {
        for (KeyFile<?> file : files()) {
            Files.delete(file.path());
            Files.createDirectory(
                    file.path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            unusable(file, "as a folder");
        }
    }

    @Test
    void a_checksum_that_is_none_tells_nothing() throws IOException {
        for (KeyFile<?> file : files()) {
            Path checksum = file.path().resolveSibling(file.path().getFileName() + ".sha256");
            Bytes sound = Bytes.wrap(Files.readAllBytes(checksum));
            for (Bytes other : List.of(Bytes.EMPTY, sound.slice(0, 64), sound.plus(sound))) {
                put(checksum, other.toArray());
                assertThat(open(file, "wrong")).isEqualTo(new Unlocked.WrongPassphrase<>());
            }
            try (RandomAccessFile sparse = new RandomAccessFile(checksum.toFile(), "rw")) {
                sparse.setLength(1L << 32);
            }
            assertThat(open(file, "wrong")).isEqualTo(new Unlocked.WrongPassphrase<>());
            Files.delete(checksum);
            Files.createDirectory(checksum);
            assertThat(open(file, "wrong")).isEqualTo(new Unlocked.WrongPassphrase<>());
        }
    }

    /// Keys of a node of which there may be more than one, while they change.
    private static final Set<String> SEVERAL = Set.of("signing", "tls", "record");

    @Test
    void lines_that_are_missing_doubled_moved_or_of_another_kind_are_unusable() throws IOException {
        for (KeyFile<?> file : files()) {
            List<String> lines = plaintext(file).lines().toList();
            for (int at = 0; at < lines.size(); at++) {
                String line = lines.get(at);
                String word = line.split(" ", 2)[0];
                unusable(file, replaced(lines, at));
                boolean several = file.path().endsWith("node.age") && SEVERAL.contains(word);
                if (!several) {
                    unusable(file, replaced(lines, at, line, line));
                }
                for (String other : List.of(
                        "",
                        word,
                        word + " ",
                        "x" + line,
                        line + " ",
                        line + "=",
                        line + "\r",
                        line.replace(' ', '\t'))) {
                    unusable(file, replaced(lines, at, other));
                }
            }
            List<String> moved = new ArrayList<>(lines);
            Collections.swap(moved, 1, 0);
            unusable(file, moved);
            unusable(file, replaced(lines, lines.size() - 1, lines.getLast(), "since 2026-11-22T08:00:00Z"));
            putSealed(file, String.join("\n", lines));
            unusable(file, "without its last line feed");
        }
    }

    private static void unusable(KeyFile<?> file, List<String> lines) throws IOException {
        putSealed(file, String.join("\n", lines) + "\n");
        unusable(file, "of " + lines.size() + " lines");
    }

    private static List<String> replaced(List<String> lines, int at, String... others) {
        List<String> replaced = new ArrayList<>(lines);
        replaced.remove(at);
        replaced.addAll(at, List.of(others));
        return replaced;
    }

    @Test
    void giant_values_and_plaintexts_are_unusable() throws IOException {
        for (KeyFile<?> file : files()) {
            String kind = plaintext(file).lines().findFirst().orElseThrow() + "\n";
            for (String giant : List.of(
                    kind + "signing " + "A".repeat(60_000) + "\n",
                    kind + "since " + "9".repeat(60_000) + "\n",
                    kind + "a b\n".repeat(16_000),
                    "a".repeat(65_000) + " b\n",
                    "\n".repeat(65_536),
                    kind + "signing " + "A".repeat(70_000) + "\n")) {
                putSealed(file, giant);
                unusable(file, "of " + giant.length() + " characters");
            }
        }
    }

    @Test
    void damaged_lines_are_read_as_they_stand_or_refused_without_a_secret() throws IOException {
        Map<String, KeyFile<?>> kinds = new TreeMap<>();
        for (KeyFile<?> file : files()) {
            kinds.put(plaintext(file), file);
        }
        for (String good : kinds.keySet()) {
            KeyCodec<? extends AutoCloseable> codec = codec(good);
            List<String> secrets = good.lines()
                    .filter(line -> !line.startsWith("keys ") && !line.startsWith("since "))
                    .map(line -> line.split(" ", 2)[1].replace("AGE-SECRET-KEY-PQ-1", ""))
                    .toList();
            Damage.bytes(Bytes.wrap(good.getBytes(US_ASCII)), input -> {
                try {
                    return reread(codec, input);
                } catch (FormatException refused) {
                    assertThat(secrets).noneMatch(secret -> tells(refused.reason(), secret));
                    throw refused;
                }
            });
        }
    }

    private static KeyCodec<? extends AutoCloseable> codec(String plaintext) {
        return Stream.<KeyCodec<? extends AutoCloseable>>of(new NodeKeys.Codec(), new PostSecrets.Codec(), new Pairs())
                .filter(codec -> plaintext.startsWith("keys " + codec.kind() + "\n"))
                .findFirst()
                .orElseThrow();
    }

    private static <T extends AutoCloseable> Bytes reread(KeyCodec<T> codec, Bytes input) throws FormatException {
        try (Secret text = Secret.wrap(input.toArray());
                KeyLines lines = KeyLines.parse(text, codec.kind());
                KeyLines again = KeyLines.of(codec.kind())) {
            T keys = codec.read(lines);
            codec.write(keys, again);
            closed(keys);
            try (Secret written = again.toSecret()) {
                return written.<Bytes, RuntimeException>use(Bytes::copyOf);
            }
        }
    }

    /// Whether six characters of a secret in a row stand in a text.
    private static boolean tells(String text, String secret) {
        return IntStream.rangeClosed(0, secret.length() - 6)
                .anyMatch(at -> text.contains(secret.substring(at, at + 6)));
    }
}
