package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Health and measurements on their own port.
final class MetricsTest {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_]+)(\\{[a-z]+=\"[^\"\\\\\n]*\"(,[a-z]+=\"[^\"\\\\\n]*\")*})? -?[0-9]+(\\.[0-9]+)?");

    @TempDir
    private Path folder;

    @Test
    void a_running_node_is_up_and_tells_what_it_holds_and_what_waits() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk desk = uk.start();
            Clerk metrics = new Clerk(uk.serving().metricsPort(), "");
            assertThat(metrics.get("/health").good().json())
                    .isEqualTo(Json.object().with("status", "up").build());
            desk.say("line", "a note that no measurement tells of");

            assertThat(value(metrics, "firebreak_record_size", UK.value())).isEqualTo(2);
            assertThat(value(metrics, "firebreak_record_size", RU.value())).isZero();
            assertThat(value(metrics, "firebreak_waiting_leaves", RU.value())).isEqualTo(2);
            assertThat(value(metrics, "firebreak_posts_unlocked", "")).isEqualTo(1);
            Until.so("failures are counted", () -> value(metrics, "firebreak_send_failures", RU.value()) > 0);

            parties.at(RU).start();
            Until.so("nothing waits", () -> value(metrics, "firebreak_waiting_leaves", RU.value()) == 0);
            Until.so("its record is mirrored", () -> value(metrics, "firebreak_record_size", RU.value()) >= 2);
            Until.so("nothing is missing", () -> value(metrics, "firebreak_missing_leaves", RU.value()) == 0);
            Until.so("failures are over", () -> value(metrics, "firebreak_send_failures", RU.value()) == 0);
        }
    }

    private static long value(Clerk metrics, String name, String party) throws IOException {
        List<String> found = metrics.get("/metrics")
                .good()
                .text()
                .lines()
                .filter(line -> line.startsWith(name))
                .filter(line -> party.isEmpty() || line.contains("party=\"" + party + "\""))
                .toList();
        assertThat(found).as(name + " of " + party).hasSize(1);
        String line = found.getFirst();
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void every_line_is_in_the_text_form_of_prometheus_and_names_no_post() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            parties.at(RU).desk().arrived(uk.desk().say("line", "the text of a note"));

            String text = new Clerk(uk.serving().metricsPort(), "")
                    .get("/metrics")
                    .good()
                    .text();

            Set<String> typed = new HashSet<>();
            for (String line : text.split("\n", -1)) {
                if (line.startsWith("# TYPE ")) {
                    assertThat(typed.add(line.split(" ", -1)[2])).as(line).isTrue();
                } else if (!line.isEmpty() && !line.startsWith("# HELP ")) {
                    assertThat(line).matches(SAMPLE);
                    assertThat(typed).contains(line.split("[ {]", 2)[0]);
                }
            }
            assertThat(text).endsWith("\n").doesNotContain("MOD", "the text of a note");
        }
    }

    /// Prometheus takes no two samples of one name and the same labels.
    @Test
    void two_records_of_one_party_are_two_samples() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "in the first record"));
            uk.stop();
            Files.delete(uk.home.leaseFile(uk.home.config()));
            ru.arrived(uk.start().say("line", "in its successor"));

            List<String> samples = new Clerk(parties.at(RU).serving().metricsPort(), "")
                    .get("/metrics")
                    .good()
                    .text()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.substring(0, line.lastIndexOf(' ')))
                    .toList();

            assertThat(samples).doesNotHaveDuplicates();
            assertThat(samples.stream().filter(sample -> sample.matches("firebreak_record_size.*party=\"UK\".*")))
                    .hasSize(2);
        }
    }

    @Test
    void the_port_answers_nothing_else_and_officers_routes_least() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            uk.start();
            Clerk metrics = new Clerk(uk.serving().metricsPort(), "");

            assertThat(metrics.get("/v1/status").status()).isIn(401, 404);
            assertThat(metrics.post("/v1/sign-in", Bytes.ofUtf8("{}")).status()).isIn(401, 404);
            assertThat(metrics.post("/health", Bytes.ofUtf8("{}")).status()).isEqualTo(405);
            assertThat(metrics.get("/").status()).isIn(401, 404);
        }
    }
}
