package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole demonstration with real node processes, from the case to the counted exports.
class DemoTest {
    private static final int PORTS = 12;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int demo(Path to, int portBase, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("demo", "--headless", "--out", to.toString(), "--port-base", Integer.toString(portBase)));
        arguments.addAll(List.of(more));
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void the_missile_of_2022_is_played_as_it_was_and_as_it_could_have_been_side_by_side() throws Exception {
        int exit = demo(folder, freePorts(), "--scenario", "brahmos-2022", "--speed", "1e9");

        assertThat(err.toString()).isEmpty();
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("nobody answers at IN-AF")
                .contains("verified   every record, all 2")
                .contains("joint      a note of several parties")
                .contains("side by side")
                .containsPattern("first note to the other side +2022-03-10 afternoon +2022-03-09 13:46\n");
        Json asItWas = summary(folder.resolve("summary.json"));
        Fields fields = Fields.of("summary.json", asItWas);
        assertThat(((Json.Obj) asItWas).members().keySet())
                .isEqualTo(Set.of(
                        "scenario",
                        "parties",
                        "notes",
                        "delivered",
                        "read",
                        "acknowledged",
                        "replied",
                        "unanswered",
                        "crossed",
                        "records",
                        "seconds"));
        assertThat(fields.string("scenario")).isEqualTo("brahmos-2022");
        assertThat(fields.strings("parties")).containsExactly("IN", "PK");
        assertThat(fields.integer("notes")).isEqualTo(7);
        assertThat(fields.integer("delivered")).isEqualTo(7);
        assertThat(fields.list("records", DemoTest::verified)).containsExactly("IN IN-PK", "PK IN-PK");
        Json asItCouldHaveBeen = summary(folder.resolve("brahmos-2022+accident-note/summary.json"));
        assertThat(Fields.of("summary.json", asItCouldHaveBeen).integer("notes"))
                .isEqualTo(6);
    }

    private static String verified(String place, Json value) throws FormatException {
        Fields record = Fields.of(place, value);
        assertThat(record.bool("verified")).isTrue();
        assertThat(record.integer("size")).isPositive();
        assertThat(record.hash("root").hex()).hasSize(64);
        return record.string("party") + " " + record.string("channel");
    }

    private static Json summary(Path file) throws IOException, FormatException {
        return Canonical.readLoose("summary.json", Bytes.wrap(Files.readAllBytes(file)), 1 << 20);
    }

    @Test
    void a_port_in_use_is_named_before_anything_is_founded() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int exit = demo(folder.resolve("out"), taken.getLocalPort(), "--scenario", "black-brant-1995");

            assertThat(exit).isEqualTo(1);
            assertThat(err.toString())
                    .contains("port " + taken.getLocalPort() + " is in use")
                    .contains("--port-base");
            assertThat(folder.resolve("out/NO")).doesNotExist();
        }
    }

    @Test
    void a_folder_with_other_things_is_left_alone() throws Exception {
        Files.writeString(folder.resolve("letter.txt"), "dear colleague");

        assertThat(demo(folder, 17_440)).isEqualTo(1);

        assertThat(err.toString()).contains("not from a demonstration: choose another --out");
        assertThat(folder.resolve("letter.txt")).exists();
    }

    @Test
    void an_unknown_case_is_answered_with_the_known_ones() {
        assertThat(demo(folder.resolve("out"), 17_440, "--scenario", "brahmos-2023"))
                .isEqualTo(1);

        assertThat(err.toString()).contains("no case 'brahmos-2023'").contains("black-brant-1995, brahmos-2022");
    }

    private static int freePorts() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                int base = first.getLocalPort() + 1;
                if (base + PORTS < 65_000 && areFree(base)) {
                    return base;
                }
            }
        }
        throw new IOException("no " + PORTS + " free ports in a row");
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + PORTS; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }
}
