package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of keys from the command line, without a running node.
final class KeyLifeTest {
    @TempDir
    private Path folder;

    private Operators at = new Operators(Path.of(""));

    @BeforeEach
    void begin() {
        at = new Operators(folder);
    }

    @Test
    void keys_that_no_manifest_names_yet_are_told_as_made() {
        at.party("AA");

        assertThat(at.done("keys status --home aa"))
                .contains("node             tls", "made, in no manifest yet", "root's keys are with their holders")
                .contains("Nothing to do.");
    }

    @Test
    void the_end_of_a_posts_keys_is_warned_of_three_weeks_and_one_week_ahead() {
        at.joined();
        assertThat(at.done("keys status --home aa"))
                .contains("AA-ONE           signing", "2026-11-22  2027-02-20", "90  in force: manifest 1 (")
                .contains("AA-ONE           recipient", "node             checkpoints")
                .contains("Nothing to do.");

        at.advance(Duration.ofDays(68));
        assertThat(at.done("keys status --home aa")).contains("Nothing to do.");
        at.advance(Duration.ofDays(1));
        assertThat(at.done("keys status --home aa"))
                .contains("! the keys of AA-ONE end in 21 days, at 2027-02-20T12:00:00Z. Make the next with")
                .doesNotContain("Nothing to do.");
        at.advance(Duration.ofDays(13));
        assertThat(at.done("keys status --home aa")).contains("! the keys of AA-TWO end in 8 days");
        at.advance(Duration.ofDays(1));
        assertThat(at.done("keys status --home aa")).contains("! THE KEYS OF AA-TWO END in 7 days");
        at.advance(Duration.ofDays(7));
        assertThat(at.done("keys status --home aa")).contains("! THE KEYS OF AA-ONE HAVE ENDED at 2027-02-20T12");
        assertThat(text(at.json("keys status --home aa --json")))
                .contains("\"daysLeft\":0,\"keys\":[{", "\"warnings\":[\"THE KEYS OF AA-ONE HAVE ENDED");
    }

    @Test
    void node_keys_that_are_more_than_a_year_old_are_told() {
        at.joined();
        at.advance(Duration.ofDays(365));
        assertThat(at.done("keys status --home aa")).doesNotContain("rotate --node");
        at.advance(Duration.ofDays(1));
        assertThat(at.done("keys status --home aa"))
                .contains(
                        "! the node's tls key is in use for 366 days. Make another with firebreak keys rotate --node");
    }

    @Test
    void the_next_keys_of_a_post_are_made_under_its_passphrase_and_named_by_the_next_manifest() {
        at.talking();
        String rotate = "keys rotate --home aa --post AA-TWO --post-passphrases ";
        String before = at.done("post list --home aa");
        assertThat(at.failed(1, rotate + "secrets")).contains("not past by this machine's clock");
        at.advance(Duration.ofDays(80));
        at.wrong("AA-TWO", "other words");
        assertThat(at.failed(5, rotate + "wrong")).contains("not the passphrase of post AA-TWO");
        assertThat(at.done("keys status --home aa")).contains("! the keys of AA-TWO end in 10 days");
        assertThat(at.done(rotate + "secrets"))
                .contains("until 2027-05-11T12:00:00Z", "ceremony manifest", "post unlock AA-TWO");
        assertThat(at.done("post list --home aa")).isNotEqualTo(before).contains("2027-05-11", "2027-02-20");
        assertThat(at.done("keys status --home aa"))
                .contains("made, in no manifest yet")
                .contains("! the keys of AA-TWO end in 10 days", "The next are made: let the root holders sign");

        at.done("ceremony manifest --home aa --holder aa-1 --holder aa-2 --passphrases secrets --to next.json");
        assertThat(at.done("keys status --home aa"))
                .contains("AA-TWO           signing", "2027-05-11         90  in force: manifest 2 (")
                .doesNotContain("keys of AA-TWO");
        assertThat(at.done("charter join next.json --home bb")).contains("manifest of AA, version 2");
        assertThat(at.failed(1, "keys rotate --home aa --post AA-NONE --post-passphrases secrets"))
                .contains("no post AA-NONE");
    }

    @Test
    void all_keys_are_rotated_and_a_manifest_with_other_node_keys_gives_the_others_a_week() {
        at.talking();
        at.advance(Duration.ofDays(60));
        assertThat(at.failed(5, "keys rotate --home aa --node --passphrase-file secrets/AA-ONE"))
                .contains("not the passphrase of the node's keys");
        assertThat(at.done("keys rotate --home aa --post-passphrases secrets --passphrase-file secrets/node"))
                .contains("new keys of AA-ONE", "new keys of AA-TWO", "new keys of the node", "start it again");
        at.done("ceremony manifest --home aa --holder aa-1 --holder aa-2 --passphrases secrets --to next.json");

        assertThat(at.done("charter show next.json --home aa")).contains("in effect from 2027-01-28T12:00:00Z");
        assertThat(at.done("keys status --home aa"))
                .contains("node             tls", "in force: manifest 1 (", "coming: manifest 2 (")
                .doesNotContain("! ");
        at.advance(Duration.ofDays(7));
        assertThat(at.done("keys status --home aa"))
                .contains("in force: manifest 2 (")
                .doesNotContain("manifest 1 (", "made, in no");
    }

    @Test
    void keys_are_revoked_by_the_root_and_every_party_takes_it_in() {
        at.talking();
        at.advance(Duration.ofDays(3));
        String revoke = "keys revoke --home aa --since 2026-11-24T00:00:00Z --to r.json --passphrases secrets";
        assertThat(at.failed(1, revoke)).contains("say which keys: --post CODE");
        assertThat(at.failed(1, revoke + " --post AA-NONE")).contains("no manifest of this party names a post AA-NONE");
        assertThat(at.failed(1, revoke + " --node")).contains("keys rotate --node");
        assertThat(at.done(revoke + " --post AA-TWO --holder aa-1"))
                .contains("1 key.", "It is not complete yet", "charter sign");
        assertThat(at.failed(1, "charter join r.json --home bb")).contains("root holders of AA");
        at.done("charter sign r.json --home aa --holder aa-3 --passphrases secrets");
        assertThat(at.done("charter show r.json --home bb"))
                .contains("Revocation of AA, version 1", "of AA-TWO, Second office", "signed by aa-1, aa-3");
        assertThat(at.done("charter join r.json --home bb")).contains("Took in revocation of AA, version 1");
        at.done("charter join r.json --home aa");
        assertThat(at.done("keys status --home aa")).contains("! THE KEYS OF AA-TWO ARE REVOKED: it cannot speak");
        at.done("keys rotate --home aa --node --passphrase-file secrets/node");
        at.done("ceremony manifest --home aa --effective 2026-11-25T12:00:00Z --to m.json --passphrases secrets"
                + " --holder aa-1 --holder aa-2");
        assertThat(at.done(revoke + " --node --holder aa-1 --holder aa-2"))
                .contains("revocation of AA, version 2", "2 keys.", "It is complete");
        assertThat(at.done("charter join r.json --home bb")).contains("Took in revocation of AA, version 2");
    }

    @Test
    void a_post_whose_passphrase_is_forgotten_gets_new_keys() throws Exception {
        at.joined();
        at.advance(Duration.ofDays(1));
        Path file = at.path("aa/keys/posts/AA-ONE.age");
        for (String end : new String[] {"", ".sha256"}) {
            Files.move(Path.of(file + end), at.path("aside" + end));
        }
        at.secret("AA-ONE", "words that are written down");
        at.done("post add --home aa AA-ONE --title 'First office' --passphrase-file secrets/AA-ONE");
        assertThat(at.done("keys status --home aa")).contains("AA-ONE           signing", "made, in no manifest yet");
        at.done("ceremony manifest --home aa --holder aa-1 --holder aa-2 --passphrases secrets --to next.json");
        assertThat(at.done("keys status --home aa")).doesNotContain("made, in no", "! ");
    }

    private static String text(Json json) {
        return new String(Canonical.write(json).toArray(), StandardCharsets.UTF_8);
    }
}
