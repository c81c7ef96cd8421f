package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is closed is gone: ports, connections, threads.
class LeakTest {
    /// Helidon 4.5.0 never cancels the timer of a stopped server, and has one for the process: sleeping daemon
    /// threads without a socket.
    private static final Pattern HELIDON_TIMER = Pattern.compile("\"helidon-(idle-connection|http)-timer\"");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void a_closed_server_and_client_leave_no_port_and_no_thread() throws IOException {
        Set<String> before = threads("before");
        int port;
        try (Wire wire = new Wire(Wire.whoAmI(), Wire.echo(100_000));
                MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE);
                RawClient half = RawClient.connect(wire.server.port(), Wire.B)) {
            half.send("GET /who HTT");
            port = wire.server.port();
            a.request(wire.peer(), "POST", "/echo", Bytes.wrap(new byte[50_000]), Wire.MOST);
            assertThat(threads("during")).anyMatch(thread -> thread.contains("Deadlines"));
        }
        try (ServerSocket again = new ServerSocket(port, 1, Wire.loopback(0).getAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
        int[] round = {0};
        Wire.await("only the threads of before", () -> {
            Set<String> left = threads("after" + round[0]++);
            left.removeAll(before);
            return left.isEmpty();
        });
    }

    @Test
    void a_server_closed_twice_is_closed() throws IOException {
        Wire wire = new Wire(Wire.whoAmI());
        wire.close();
        wire.close();
        assertThat(wire.server.status().connections()).isZero();
    }

    /// Threads that run code of Firebreak's or a library's of ours, platform and virtual alike.
    private Set<String> threads(String name) {
        Path dump = folder.resolve(name + ".txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return List.of(Files.readString(dump).split("\n\n")).stream()
                    .filter(thread -> thread.contains("firebreak.node") || thread.contains("helidon"))
                    .filter(thread -> !HELIDON_TIMER.matcher(thread).find() && !thread.contains("LeakTest"))
                    .map(thread -> thread.lines().findFirst().orElse("").split(" ", 2)[0] + " " + frames(thread))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String frames(String thread) {
        return thread.lines()
                .filter(line -> line.contains("firebreak") || line.contains("helidon"))
                .map(line -> line.replaceAll("@[0-9a-f]+", ""))
                .collect(Collectors.joining(" "));
    }
}
