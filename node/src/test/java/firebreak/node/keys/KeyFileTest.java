package firebreak.node.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.identity.SecretPair;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final KeyName POST = new KeyName("UA-MFA");

    @TempDir
    private Path home;

    private KeyFolder folder() {
        return new KeyFolder(home, WorkFactor.exercise(4));
    }

    private static Secret passphrase(String text) {
        return Secret.wrap(text.getBytes(UTF_8));
    }

    private static <T> T opened(Unlocked<T> result) {
        assertThat(result).isInstanceOf(Unlocked.Opened.class);
        return ((Unlocked.Opened<T>) result).keys();
    }

    private KeyFile<PostSecrets> post() throws IOException {
        try (PostSecrets secrets = PostSecrets.generate(NOW, RANDOM)) {
            folder().post(POST).create(secrets, passphrase("correct horse"), RANDOM);
        }
        return folder().post(POST);
    }

    @Test
    void node_keys_come_back_as_they_were() throws IOException {
        try (NodeKeys keys = NodeKeys.generate(RANDOM)) {
            folder().node().create(keys, passphrase("p"), RANDOM);
            try (NodeKeys read = opened(folder().node().open(passphrase("p")))) {
                assertThat(read.signing().keys()).isEqualTo(keys.signing().keys());
                assertThat(read.tls()).isEqualTo(keys.tls());
                assertThat(read.store()).isEqualTo(keys.store());
                assertThat(read.records())
                        .singleElement()
                        .satisfies(record -> assertThat(record.keys())
                                .isEqualTo(keys.records().getFirst().keys()));
            }
        }
    }

    @Test
    void several_secrets_of_a_kind_come_back_in_their_order() throws IOException {
        try (NodeKeys one = NodeKeys.generate(RANDOM);
                NodeKeys two = NodeKeys.generate(RANDOM)) {
            NodeKeys both = new NodeKeys(
                    List.of(one.signing(), two.signing()),
                    List.of(one.tls(), two.tls()),
                    List.of(one.records().getFirst(), two.records().getFirst()),
                    one.store());
            folder().node().create(both, passphrase("p"), RANDOM);
            try (NodeKeys read = opened(folder().node().open(passphrase("p")))) {
                assertThat(read.signings().stream().map(pair -> pair.keys()).toList())
                        .containsExactly(one.signing().keys(), two.signing().keys());
                assertThat(read.tlsSeeds()).containsExactly(one.tls(), two.tls());
                assertThat(read.records().stream().map(record -> record.keys()).toList())
                        .containsExactly(
                                one.records().getFirst().keys(),
                                two.records().getFirst().keys());
            }
        }
    }

    @Test
    void post_keys_come_back_period_by_period() throws IOException {
        try (PostSecrets keys = PostSecrets.generate(NOW, RANDOM).renewed(NOW.plusSeconds(60), RANDOM)) {
            folder().post(POST).create(keys, passphrase("p"), RANDOM);
            try (PostSecrets read = opened(folder().post(POST).open(passphrase("p")))) {
                assertThat(read.periods()).hasSize(2);
                for (int i = 0; i < 2; i++) {
                    PostSecrets.Period was = keys.periods().get(i);
                    PostSecrets.Period is = read.periods().get(i);
                    assertThat(is.since()).isEqualTo(was.since());
                    assertThat(is.signing().keys()).isEqualTo(was.signing().keys());
                    assertThat(is.recipient().recipient())
                            .isEqualTo(was.recipient().recipient());
                }
            }
        }
    }

    @Test
    void older_periods_that_are_done_with_are_wiped_and_the_current_one_never_is() {
        PostSecrets keys = PostSecrets.generate(NOW, RANDOM)
                .renewed(NOW.plusSeconds(60), RANDOM)
                .renewed(NOW.plusSeconds(120), RANDOM);
        PostSecrets.Period oldest = keys.periods().getFirst();
        assertThat(keys.without(_ -> false).periods()).hasSize(3);
        PostSecrets left = keys.without(period -> period.since().equals(NOW));
        assertThat(left.periods()).hasSize(2);
        assertThat(left.current()).isSameAs(keys.current());
        assertThatThrownBy(() -> oldest.signing().sign(Bytes.EMPTY)).isInstanceOf(IllegalStateException.class);
        assertThat(left.without(_ -> true).periods()).containsExactly(keys.current());
    }

    @Test
    void a_root_key_comes_back_as_it_was() throws IOException {
        try (SecretPair root = SecretPair.generate(RANDOM)) {
            KeyName holder = new KeyName("holder-1");
            folder().root(holder).create(root, passphrase("p"), RANDOM);
            assertThat(folder().roots()).containsExactly(holder);
            try (SecretPair read = opened(folder().root(holder).open(passphrase("p")))) {
                assertThat(read.keys()).isEqualTo(root.keys());
            }
        }
    }

    @Test
    void a_wrong_passphrase_is_told_as_such() throws IOException {
        KeyFile<PostSecrets> file = post();
        for (String wrong : List.of("", "correct hors", "correct horse ", "Correct horse")) {
            assertThat(file.open(passphrase(wrong))).isEqualTo(new Unlocked.WrongPassphrase<>());
        }
        opened(file.open(passphrase("correct horse"))).close();
    }

    @Test
    void a_missing_file_is_told_as_such() throws IOException {
        assertThat(folder().node().open(passphrase("p"))).isEqualTo(new Unlocked.Missing<>());
        assertThat(folder().posts()).isEmpty();
    }

    @Test
    void any_changed_byte_is_damage_never_a_wrong_passphrase() throws IOException {
        KeyFile<PostSecrets> file = post();
        byte[] sound = Files.readAllBytes(file.path());
        for (int at = 0; at < sound.length; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file.path(), changed);
            assertThat(file.open(passphrase("correct horse"))).as("byte %d", at).isInstanceOf(Unlocked.Unusable.class);
        }
    }

    @Test
    void a_file_cut_anywhere_or_of_another_sort_is_damage() throws IOException {
        KeyFile<PostSecrets> file = post();
        byte[] sound = Files.readAllBytes(file.path());
        for (int length = 0; length < sound.length; length += 7) {
            Files.write(file.path(), Bytes.wrap(sound).slice(0, length).toArray());
            assertThat(file.open(passphrase("correct horse")))
                    .as("length %d", length)
                    .isInstanceOf(Unlocked.Unusable.class);
        }
        Files.write(file.path(), new byte[1 << 20]);
        assertThat(file.open(passphrase("correct horse"))).isInstanceOf(Unlocked.Unusable.class);
    }

    @Test
    void without_its_checksum_a_file_still_opens() throws IOException {
        KeyFile<PostSecrets> file = post();
        Path checksum = file.path().resolveSibling("UA-MFA.age.sha256");
        assertThat(checksum).content(US_ASCII).matches("[0-9a-f]{64}  UA-MFA\\.age\n");
        Files.writeString(checksum, "of an earlier file");
        opened(file.open(passphrase("correct horse"))).close();
        Files.delete(checksum);
        opened(file.open(passphrase("correct horse"))).close();
        assertThat(file.open(passphrase("wrong"))).isEqualTo(new Unlocked.WrongPassphrase<>());
    }

    @Test
    void keys_of_another_kind_are_refused() throws IOException {
        KeyFile<PostSecrets> file = post();
        Files.createDirectories(folder().node().path().getParent());
        Files.copy(file.path(), folder().node().path());
        assertThat(folder().node().open(passphrase("correct horse")))
                .isInstanceOfSatisfying(
                        Unlocked.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("firebreak/node/v1"));
    }

    @Test
    void a_file_open_to_others_is_refused_with_the_command_that_mends_it() throws IOException {
        KeyFile<PostSecrets> file = post();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(file.open(passphrase("correct horse")))
                .isInstanceOfSatisfying(
                        Unlocked.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("chmod go= '" + file.path() + "'"));
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("r--------"));
        opened(file.open(passphrase("correct horse"))).close();
    }

    @Test
    void files_and_folders_are_the_owners_alone() throws IOException {
        post();
        try (Stream<Path> all = Files.walk(home.resolve("keys"))) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                assertThat(mode).as(path.toString()).isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void keys_that_exist_are_never_overwritten_by_making_new_ones() throws IOException {
        KeyFile<PostSecrets> file = post();
        byte[] before = Files.readAllBytes(file.path());
        try (PostSecrets other = PostSecrets.generate(NOW, RANDOM)) {
            assertThatThrownBy(() -> file.create(other, passphrase("p"), RANDOM))
                    .isInstanceOf(FileAlreadyExistsException.class);
        }
        assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    }

    @Test
    void another_passphrase_takes_the_place_of_the_old_one() throws IOException {
        KeyFile<PostSecrets> file = post();
        try (PostSecrets keys = opened(file.open(passphrase("correct horse")))) {
            file.replace(keys, passphrase("another"), RANDOM);
        }
        assertThat(file.open(passphrase("correct horse"))).isEqualTo(new Unlocked.WrongPassphrase<>());
        opened(file.open(passphrase("another"))).close();
    }

    /// As after a crash between the two files.
    @Test
    void a_wrong_passphrase_is_told_as_such_although_the_new_checksum_was_never_written() throws IOException {
        KeyFile<PostSecrets> file = post();
        Files.createDirectories(file.path().resolveSibling(".UA-MFA.age.sha256.new/in the way"));
        try (PostSecrets keys = opened(file.open(passphrase("correct horse")))) {
            assertThatThrownBy(() -> file.replace(keys, passphrase("another"), RANDOM))
                    .isInstanceOf(IOException.class);
        }
        assertThat(file.open(passphrase("correct horse"))).isEqualTo(new Unlocked.WrongPassphrase<>());
        opened(file.open(passphrase("another"))).close();
    }

    @Test
    void an_empty_passphrase_protects_nothing_and_is_refused() {
        try (PostSecrets keys = PostSecrets.generate(NOW, RANDOM)) {
            assertThatThrownBy(() -> folder().post(POST).create(keys, passphrase(""), RANDOM))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /// What the age tool would show.
    static String plaintext(Bytes age, Secret passphrase) {
        try (Identity.Passphrase identity = new Identity.Passphrase(passphrase)) {
            return switch (Age.decrypt(age, List.of(identity), 1 << 16)) {
                case Unsealed.Opened<Bytes>(Bytes plain) -> new String(plain.toArray(), US_ASCII);
                case Unsealed.NotForUs<Bytes> _ -> throw new AssertionError("another passphrase");
            };
        } catch (FormatException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void the_plaintext_is_what_the_age_tool_would_show() throws IOException {
        KeyFile<PostSecrets> file = post();
        assertThat(plaintext(Bytes.wrap(Files.readAllBytes(file.path())), passphrase("correct horse")))
                .matches("""
                        keys firebreak/post/v1
                        since 2026-11-22T08:00:00Z
                        signing [A-Za-z0-9_-]{86}
                        recipient AGE-SECRET-KEY-PQ-1[A-Z0-9]+
                        """);
    }

    @Test
    void a_live_home_writes_with_full_work_and_refuses_keys_made_for_exercises() throws IOException {
        KeyFolder live = new KeyFolder(home.resolve("live"), WorkFactor.LIVE);
        KeyFile<PostSecrets> weak = post();
        try (PostSecrets keys = PostSecrets.generate(NOW, RANDOM)) {
            live.post(POST).create(keys, passphrase("p"), RANDOM);
        }
        assertThat(Files.readString(live.post(POST).path(), ISO_8859_1)
                        .lines()
                        .skip(1)
                        .findFirst())
                .hasValueSatisfying(
                        stanza -> assertThat(stanza).startsWith("-> scrypt ").endsWith(" 18"));
        opened(live.post(POST).open(passphrase("p"))).close();
        assertThat(live.post(POST).open(passphrase("wrong"))).isEqualTo(new Unlocked.WrongPassphrase<>());
        KeyName other = new KeyName("OTHER");
        Files.copy(weak.path(), live.post(other).path());
        assertThat(live.post(other).open(passphrase("correct horse")))
                .isInstanceOfSatisfying(
                        Unlocked.Unusable.class,
                        unusable -> assertThat(unusable.reason()).contains("exercises"));
    }

    @Test
    void work_factors_stay_within_what_age_files_may_ask_for() {
        assertThat(WorkFactor.exercise(1).exponent()).isEqualTo(1);
        assertThat(WorkFactor.exercise(18).exponent()).isEqualTo(Recipient.Passphrase.WORK_FACTOR);
        for (int bad : List.of(0, 19, -1)) {
            assertThatThrownBy(() -> WorkFactor.exercise(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void names_of_keys_cannot_leave_their_folder() {
        for (String bad : List.of("", ".", "..", "a/b", "-a", "a.b", "é", "a".repeat(65))) {
            assertThatThrownBy(() -> new KeyName(bad)).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new KeyName("a".repeat(64)).text()).hasSize(64);
    }

    @Test
    void nothing_printed_of_keys_shows_a_secret() {
        try (NodeKeys node = NodeKeys.generate(RANDOM);
                PostSecrets post = PostSecrets.generate(NOW, RANDOM)) {
            assertThat(node).hasToString("NodeKeys");
            assertThat(post).hasToString("[post keys since 2026-11-22T08:00:00Z]");
        }
    }
}
