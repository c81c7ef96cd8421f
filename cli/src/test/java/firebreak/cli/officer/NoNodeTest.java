package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import firebreak.node.store.DurableFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Homes whose node does not run, has died, or answers strangely.
final class NoNodeTest {
    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void make() throws Exception {
        home = Home.at(folder.resolve("ru"));
        home.write(new Config(
                new PartyCode("RU"),
                Mode.EXERCISE,
                new Endpoint("127.0.0.1", 0),
                "https://127.0.0.1:7443",
                new Endpoint("127.0.0.1", 0),
                new Endpoint("127.0.0.1", 0),
                Config.usualLease("ru"),
                Optional.empty()));
    }

    @Test
    void a_node_that_does_not_run_is_told_with_the_way_to_start_it() throws Exception {
        for (List<String> command : List.of(
                List.of("sign-in", "--officer", "ivanov", "--password-file", password()),
                List.of("stop"),
                List.of("courier", "pack", "--member", "UK", "--to", folder.toString()),
                List.of("note", "list", "--officer", "ivanov", "--password-file", password()))) {
            Ran ran = at(command);
            assertThat(ran.exit()).as("%s", command).isEqualTo(Exit.UNREACHABLE);
            assertThat(ran.err()).contains("is not running: start it with firebreak serve --home " + home);
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void status_reads_the_home_where_no_node_runs() {
        Ran ran = at(List.of("status"));
        assertThat(ran.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(ran.out()).contains("Node        RU, exercise, not running", "Store       not made yet");
        assertThat(at(List.of("status", "--json")).out()).contains("\"running\": false", "\"party\": \"RU\"");
    }

    @Test
    void a_node_that_died_is_told_from_one_that_stopped() throws Exception {
        claimToRun(freePort());
        Ran stop = at(List.of("stop"));
        assertThat(stop.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(stop.err()).contains("nobody answers at 127.0.0.1:", "did not stop cleanly");
        assertThat(at(List.of("status")).out()).contains("not running: nobody answers at");
    }

    @Test
    void an_answer_that_is_no_answer_of_a_node_is_refused_with_its_place() throws Exception {
        HttpServer stranger = stranger(200, "{\"started\":7}");
        try {
            Ran ran = at(List.of("status"));
            assertThat(ran.exit()).isEqualTo(Exit.REFUSED);
            assertThat(ran.err()).contains("status.started: expected");
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void a_refusal_is_shown_by_its_sentence_and_without_one_by_its_number() throws Exception {
        HttpServer refusing = stranger(503, "{\"detail\":\"not \\u001b[2Jnow\",\"status\":503}");
        try {
            assertThat(at(List.of("stop")).err()).isEqualTo("firebreak: not ?[2Jnow" + System.lineSeparator());
        } finally {
            refusing.stop(0);
        }
        HttpServer mute = stranger(500, "<html>");
        try {
            assertThat(at(List.of("stop")).err()).contains("HTTP status 500");
        } finally {
            mute.stop(0);
        }
    }

    @Test
    void wrong_usage_has_its_own_exit_code() throws Exception {
        World world = Ran.user(folder.resolve("state"));
        assertThat(Ran.command(world, "status").err()).contains("--home DIR", "FIREBREAK_HOME");
        assertThat(Ran.command(world, "status").exit()).isEqualTo(Exit.USAGE);
        assertThat(at(List.of("note")).exit()).isEqualTo(Exit.USAGE);
        assertThat(at(List.of("note", "list", "--limit", "0", "--password-file", password()))
                        .exit())
                .isEqualTo(Exit.USAGE);
        assertThat(at(List.of("sign-in", "--officer", "ivanov")).exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(Ran.command(world, "status", "--home", folder.resolve("none").toString())
                        .err())
                .contains("is no home of a node", "firebreak init");
    }

    @Test
    void every_command_has_help_with_an_example() {
        for (String words : List.of(
                "sign-in",
                "sign-out",
                "post unlock",
                "post lock",
                "note draft",
                "note drafts",
                "note release",
                "note return",
                "note discard",
                "note list",
                "note show",
                "note read",
                "note ack",
                "note reply",
                "note hold",
                "note decline",
                "held",
                "status",
                "courier pack",
                "courier unpack",
                "stop")) {
            List<String> command = new ArrayList<>(List.of(words.split(" ")));
            command.add("--help");
            Ran ran = Ran.command(Ran.user(folder), command.toArray(String[]::new));
            assertThat(ran.exit()).as(words).isZero();
            assertThat(ran.out()).as(words).contains("Usage: firebreak " + words, "Example", "--home", "--json");
        }
    }

    private Ran at(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--home", home.toString()));
        return Ran.command(Ran.user(folder.resolve("state")), all.toArray(String[]::new));
    }

    private String password() throws Exception {
        Path file = folder.resolve("password");
        DurableFile.replace(file, Bytes.ofUtf8("a password\n"));
        return file.toString();
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void claimToRun(int port) throws Exception {
        Endpoint api = new Endpoint("127.0.0.1", port);
        home.write(
                new RunningNode(ProcessHandle.current().pid(), api, api, api, Instant.parse("2026-11-22T10:00:00Z")));
        home.drawConsoleToken(new SecureRandom());
        assertThat(Files.exists(home.folder().resolve("run"))).isTrue();
    }

    /// Something that answers everything alike.
    private HttpServer stranger(int status, String body) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        server.start();
        claimToRun(server.getAddress().getPort());
        return server;
    }
}
