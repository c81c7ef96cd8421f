package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose posts' keys come to their end.
final class KeyEndTest {
    @TempDir
    private Path folder;

    @Test
    void the_end_of_keys_is_warned_of_and_a_release_after_it_says_what_to_do() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Instant end = uk.home.publicKeys().posts().getFirst().notAfter();
            assertThat(warnings(uk)).isEqualTo("[]");

            uk.clock.set(end.minus(Duration.ofDays(7)));
            assertThat(warnings(uk)).contains("THE KEYS OF " + uk.post + " END in ");
            assertThat(metric(uk)).isBetween(6L, 7L);
            uk.clock.set(end.plus(Duration.ofHours(1)));
            assertThat(warnings(uk)).contains("THE KEYS OF " + uk.post + " HAVE ENDED at ");
            assertThat(metric(uk)).isEqualTo(-1);
            String draft = uk.desk().draft("line", "too late");
            Clerk.Answer refused = uk.desk().release(draft);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text()).contains("not now: make the next with firebreak keys rotate");
        }
    }

    private static String warnings(Station station) throws IOException {
        Json keys = Clerk.member(station.desk().status(), "keys");
        return new String(Canonical.write(Clerk.member(keys, "warnings")).toArray(), StandardCharsets.UTF_8);
    }

    private static long metric(Station station) throws IOException {
        String line = new Clerk(station.serving().metricsPort(), "")
                .get("/metrics")
                .good()
                .text()
                .lines()
                .filter(sample -> sample.startsWith("firebreak_key_days_left "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
