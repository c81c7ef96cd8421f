package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of keys from the command line, without a running node.
final class KeysTest {
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

    private static String text(Json json) {
        return new String(Canonical.write(json).toArray(), StandardCharsets.UTF_8);
    }
}
