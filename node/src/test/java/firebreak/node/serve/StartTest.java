package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts that cannot be: each says what is in the way, and leaves nothing in the way of the next.
final class StartTest {
    @TempDir
    private Path folder;

    @Test
    void a_wrong_passphrase_is_told_apart_and_not_repeated_and_the_right_one_works_afterwards() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                Secret wrong = Parties.secret("planted wrong passphrase")) {
            Station uk = parties.at(UK);
            assertThatThrownBy(() -> Serving.start(uk.home, wrong, uk.clock))
                    .isInstanceOf(WrongPassphraseException.class)
                    .hasMessageContaining("passphrase")
                    .hasMessageNotContaining("planted");
            assertThat(uk.home.storeFile()).doesNotExist();

            Desk desk = uk.startLocked();
            assertThat(desk.releaser
                            .post(
                                    "/v1/posts/unlock",
                                    Json.object()
                                            .with("post", "UK-MOD")
                                            .with("passphrase", "planted wrong passphrase")
                                            .build())
                            .status())
                    .isEqualTo(403);
            desk.unlock();
            assertThat(desk.say("line", "with the right one")).isNotEmpty();
        }
    }

    @Test
    void a_home_that_another_process_serves_is_left_to_it() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU);
                NodeProcess process = NodeProcess.start(parties.at(UK), folder.resolve("uk.log"))) {
            Station uk = parties.at(UK);
            Desk desk = process.open(uk);
            long pid = uk.home.running().orElseThrow().pid();

            assertThatThrownBy(uk::serve)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is in use by process " + pid)
                    .hasMessageContaining("stop that one first");
            assertThat(uk.home.running().orElseThrow().pid()).isEqualTo(pid);
            assertThat(desk.say("line", "served on")).isNotEmpty();

            process.kill();
            assertThat(uk.start().texts("line")).containsExactly("served on");
        }
    }

    @Test
    void a_port_in_use_is_named_with_its_setting_and_the_node_starts_once_it_is_free() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            for (String setting : List.of("api", "metrics", "listen")) {
                Config config = uk.home.config();
                try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                    Endpoint there = new Endpoint("127.0.0.1", taken.getLocalPort());
                    uk.home.write(with(config, setting, there));

                    assertThatThrownBy(uk::serve)
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining(there.toString())
                            .hasMessageContaining("Stop the program that has this port, or name another")
                            .hasMessageContaining("\"" + setting + "\" in " + uk.home.configFile());
                    assertThat(uk.home.running()).isEmpty();
                }
                uk.home.write(config);
            }
            assertThat(uk.start().say("line", "on free ports")).isNotEmpty();
        }
    }

    private static Config with(Config config, String setting, Endpoint there) {
        return new Config(
                config.party(),
                config.mode(),
                setting.equals("listen") ? there : config.listen(),
                config.address(),
                setting.equals("api") ? there : config.api(),
                setting.equals("metrics") ? there : config.metrics(),
                config.lease(),
                config.passphraseFile());
    }

    @Test
    void a_lease_that_cannot_be_written_keeps_a_new_home_from_starting_and_says_what_it_is_for() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Path lease = uk.home.leaseFile(uk.home.config());
            Path inTheWay = lease.resolveSibling("." + lease.getFileName() + ".new");
            Files.createDirectories(inTheWay.resolve("of somebody else"));

            assertThatThrownBy(uk::serve)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("cannot write the lease file " + lease)
                    .hasMessageContaining("Without it nothing may be signed");

            Files.delete(inTheWay.resolve("of somebody else"));
            Files.delete(inTheWay);
            assertThat(uk.start().say("line", "first of all")).isNotEmpty();
        }
    }

    @Test
    void a_home_without_node_keys_says_how_to_make_one() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Path keys = uk.home.folder().resolve("keys").resolve("node.age");
            Path away = folder.resolve("node.age");
            Files.move(keys, away);
            assertThatThrownBy(uk::serve).isInstanceOf(IOException.class).hasMessageContaining("firebreak init");

            Files.move(away, keys);
            assertThat(uk.start().say("line", "found again")).isNotEmpty();
        }
    }
}
