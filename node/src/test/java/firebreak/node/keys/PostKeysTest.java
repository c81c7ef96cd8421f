package firebreak.node.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.PublicPair;
import firebreak.identity.Secret;
import firebreak.identity.Signer;
import firebreak.seal.Age;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostKeysTest {
    private static final RandomGenerator RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final KeyName HEAD = new KeyName("UA-HEAD");
    private static final KeyName MFA = new KeyName("UA-MFA");
    private static final Bytes MESSAGE = Bytes.ofUtf8("message");

    @TempDir
    private Path home;

    private KeyFolder folder = new KeyFolder(Path.of(""), WorkFactor.LIVE);
    private PostKeys posts = new PostKeys(folder);

    @BeforeEach
    void two_posts_with_passphrases_of_their_own() throws IOException {
        folder = new KeyFolder(home, WorkFactor.exercise(4));
        posts = new PostKeys(folder);
        for (KeyName post : List.of(HEAD, MFA)) {
            try (PostSecrets keys = PostSecrets.generate(NOW, RANDOM)) {
                folder.post(post).create(keys, passphrase(post), RANDOM);
            }
        }
    }

    private static Secret passphrase(KeyName post) {
        return Secret.wrap(("secret of " + post).getBytes(UTF_8));
    }

    private static Recipient.Hybrid recipient(Identity identity) {
        assertThat(identity).isInstanceOf(Identity.Hybrid.class);
        return ((Identity.Hybrid) identity).recipient();
    }

    @Test
    void all_posts_start_locked() {
        assertThat(posts.unlocked()).isEmpty();
        assertThat(posts.signer(HEAD)).isEmpty();
        assertThat(posts.identities()).isEmpty();
    }

    @Test
    void an_unlocked_post_signs_and_opens_and_the_other_stays_locked() throws IOException, FormatException {
        assertThat(unlock(MFA, passphrase(MFA))).isEqualTo(new Unlocked.Opened<>(MFA));
        assertThat(posts.unlocked()).containsExactly(MFA);
        assertThat(posts.signer(MFA).orElseThrow().sign(MESSAGE)).hasSize(2);
        assertThat(posts.signer(HEAD)).isEmpty();
        Bytes letter = Age.encrypt(MESSAGE, List.of(recipient(posts.identities().getFirst())), RANDOM);
        assertThat(Age.decrypt(letter, posts.identities(), 100)).isEqualTo(new Unsealed.Opened<>(MESSAGE));
    }

    @Test
    void the_passphrase_of_another_post_opens_nothing() throws IOException {
        assertThat(unlock(HEAD, passphrase(MFA))).isEqualTo(new Unlocked.WrongPassphrase<>());
        assertThat(unlock(new KeyName("NOBODY"), passphrase(MFA))).isEqualTo(new Unlocked.Missing<>());
        assertThat(posts.unlocked()).isEmpty();
    }

    @Test
    void a_failed_unlock_leaves_an_unlocked_post_as_it_is() throws IOException {
        unlock(MFA, passphrase(MFA));
        Signer signer = posts.signer(MFA).orElseThrow();
        assertThat(unlock(MFA, passphrase(HEAD))).isEqualTo(new Unlocked.WrongPassphrase<>());
        assertThat(signer.sign(MESSAGE)).hasSize(2);
    }

    @Test
    void locking_wipes_what_was_handed_out() throws IOException {
        unlock(MFA, passphrase(MFA));
        Signer signer = posts.signer(MFA).orElseThrow();
        List<Identity> identities = posts.identities();
        Bytes letter = Age.encrypt(MESSAGE, List.of(recipient(identities.getFirst())), RANDOM);
        unlock(HEAD, passphrase(HEAD));
        posts.lock(MFA);
        assertThat(posts.signer(MFA)).isEmpty();
        assertThat(posts.identities()).hasSize(1);
        assertThatThrownBy(() -> signer.sign(MESSAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Age.decrypt(letter, identities, 100)).isInstanceOf(IllegalStateException.class);
        assertThat(posts.signer(HEAD).orElseThrow().sign(MESSAGE)).hasSize(2);
        posts.lock(MFA);
    }

    @Test
    void closing_locks_every_post() throws IOException {
        unlock(MFA, passphrase(MFA));
        Signer signer = posts.signer(MFA).orElseThrow();
        posts.close();
        assertThat(posts.unlocked()).isEmpty();
        assertThatThrownBy(() -> unlock(MFA, passphrase(MFA))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> signer.sign(MESSAGE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void renewed_keys_come_into_use_when_unlocked_again_and_old_letters_still_open()
            throws IOException, FormatException {
        unlock(MFA, passphrase(MFA));
        PublicPair old = posts.signer(MFA).orElseThrow().keys();
        Bytes oldLetter =
                Age.encrypt(MESSAGE, List.of(recipient(posts.identities().getFirst())), RANDOM);
        renew();
        unlock(MFA, passphrase(MFA));
        assertThat(posts.signer(MFA).orElseThrow().keys()).isNotEqualTo(old);
        assertThat(posts.identities()).hasSize(2);
        assertThat(Age.decrypt(oldLetter, posts.identities(), 100)).isEqualTo(new Unsealed.Opened<>(MESSAGE));
    }

    private Unlocked<KeyName> unlock(KeyName post, Secret passphrase) throws IOException {
        return posts.unlock(post, passphrase, (_, _) -> false, RANDOM);
    }

    @Test
    void older_keys_that_are_done_with_are_destroyed_in_the_file_and_in_memory() throws IOException {
        renew();
        unlock(MFA, passphrase(MFA));
        Identity old = posts.identities().getLast();
        Bytes letter = Age.encrypt(MESSAGE, List.of(recipient(old)), RANDOM);
        posts.forget((post, period) -> post.equals(HEAD));
        assertThat(posts.identities()).hasSize(2);
        posts.forget((post, period) -> true);
        assertThat(posts.identities()).hasSize(1);
        assertThatThrownBy(() -> Age.decrypt(letter, List.of(old), 100)).isInstanceOf(IllegalStateException.class);
        assertThat(periods()).isEqualTo(2);

        posts.unlock(MFA, passphrase(MFA), (_, _) -> true, RANDOM);
        assertThat(periods()).isEqualTo(1);
        assertThat(posts.signer(MFA).orElseThrow().sign(MESSAGE)).hasSize(2);
    }

    private int periods() throws IOException {
        try (PostSecrets secrets =
                ((Unlocked.Opened<PostSecrets>) folder.post(MFA).open(passphrase(MFA))).keys()) {
            return secrets.periods().size();
        }
    }

    private void renew() throws IOException {
        Unlocked<PostSecrets> opened = folder.post(MFA).open(passphrase(MFA));
        assertThat(opened).isInstanceOf(Unlocked.Opened.class);
        PostSecrets keys = ((Unlocked.Opened<PostSecrets>) opened).keys();
        try (PostSecrets renewed = keys.renewed(NOW.plusSeconds(60), RANDOM)) {
            folder.post(MFA).replace(renewed, passphrase(MFA), RANDOM);
        }
    }

    @Test
    void a_damaged_file_is_told_and_harms_no_other_post() throws IOException {
        Files.writeString(folder.post(MFA).path(), "nonsense");
        assertThat(unlock(MFA, passphrase(MFA))).isInstanceOf(Unlocked.Unusable.class);
        assertThat(unlock(HEAD, passphrase(HEAD))).isEqualTo(new Unlocked.Opened<>(HEAD));
        assertThat(folder.posts()).containsExactly(HEAD, MFA);
    }
}
