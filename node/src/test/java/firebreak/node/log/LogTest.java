package firebreak.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogTest {
    private static final Log LOG = Log.of(LogTest.class);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void set() {
        LogSetup.to(out, Level.INFO);
    }

    @AfterEach
    void reset() {
        LogSetup.toStandardError(Level.OFF);
    }

    @Test
    void one_event_is_one_line_of_json_with_its_values() throws FormatException {
        Hash hash = Hash.of(Bytes.ofUtf8("x"));
        LOG.info(
                "a key was refused",
                "spki",
                hash,
                "count",
                3,
                "total",
                4L,
                "open",
                true,
                "wait",
                Duration.ofSeconds(2));
        Json.Obj line = only();
        assertThat(line.members())
                .containsEntry("level", Json.of("INFO"))
                .containsEntry("say", Json.of("a key was refused"))
                .containsEntry("where", Json.of(LogTest.class.getName()))
                .containsEntry("spki", Json.of(hash))
                .containsEntry("count", Json.of(3))
                .containsEntry("total", Json.of(4))
                .containsEntry("open", Json.of(true))
                .containsEntry("wait", Json.of("PT2S"))
                .containsKey("at");
    }

    @Test
    void of_an_object_that_may_hold_secrets_only_the_type_is_told() {
        record Secretive(String pass) {}
        LOG.info("opened", "content", Bytes.ofUtf8("hush"), "keys", new Secretive("hush"), "list", List.of("hush"));
        assertThat(text()).doesNotContain("hush").contains("(Secretive)", "(Bytes)");
    }

    @Test
    void text_from_outside_can_neither_forge_a_line_nor_flood_the_log() {
        LOG.info("refused", "name", "x\n{\"level\":\"SEVERE\"}\u202e" + "y".repeat(100_000));
        assertThat(text().lines()).hasSize(1);
        assertThat(text()).hasSizeLessThan(2 * JsonLine.MAX_TEXT).doesNotContain("\u202e");
    }

    @Test
    void braces_in_a_message_are_only_braces() throws FormatException {
        LOG.info("a set {0} and it's {a}", "name", "x");
        assertThat(only().members()).containsEntry("say", Json.of("a set {0} and it's {a}"));
    }

    @Test
    void a_fault_carries_its_trace_in_the_same_line() throws FormatException {
        LOG.fault("failed", new IllegalStateException("outer", new IllegalArgumentException("inner")));
        assertThat(text().lines()).hasSize(1);
        assertThat(only().members().get("error")).isEqualTo(Json.of("java.lang.IllegalStateException: outer"));
        assertThat(only().members()).containsKey("trace");
    }

    @Test
    void libraries_are_held_to_warnings_and_their_handshake_noise_to_errors() {
        Logger.getLogger("io.helidon.webserver").info("started");
        Logger.getLogger("io.helidon.webserver").warning("odd");
        Logger.getLogger("org.bouncycastle.jsse.provider.ProvTlsServer").warning("alert");
        LOG.info("ours");
        assertThat(text().lines()).hasSize(2);
        assertThat(text()).contains("odd", "ours").doesNotContain("alert", "started");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Json.Obj only() throws FormatException {
        String line = text();
        return (Json.Obj) Canonical.read("line", Bytes.ofUtf8(line.substring(0, line.length() - 1)), 100_000);
    }
}
