package firebreak.bench.nodes;

import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Quotas;
import firebreak.drill.nodes.NodeProcess;
import firebreak.drill.nodes.Settling;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Founding;
import firebreak.node.home.FoundingPlan;
import firebreak.node.home.Home;
import firebreak.node.home.Role;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Some parties with one channel among them all, founded once in a folder, and their nodes running.
public final class Stage implements AutoCloseable {
    /// The channel's label.
    public static final String CHANNEL = "BENCH";

    private static final Duration FRAMES = Duration.ofDays(1);
    private static final Duration VALID = Duration.ofDays(3_650);
    private static final int SECRET_BYTES = 16;

    /// A large store is opened meanwhile; looked for often, because the start is measured.
    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Duration LOOK = Duration.ofMillis(2);

    /// What is measured is the line, not its quotas.
    private static final Quotas UNHINDERED = new Quotas(10_000_000, 24, 1_000);

    private final List<Home> homes;
    private final List<NodeProcess> processes = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private final List<Desk> desks = new ArrayList<>();

    /// @param relayed whether a [Relay] stands before each node
    /// @param options for the nodes' Java, beyond those of the launcher
    public record Set(int parties, boolean relayed, List<String> options) {
        /// Two nodes with nothing between them.
        public static Set pair(List<String> options) {
            return new Set(2, false, options);
        }
    }

    private Stage(List<Home> homes) {
        this.homes = homes;
    }

    /// Founds the parties, unless the folder holds them from before, and starts their nodes.
    public static Stage open(Path folder, Set set) throws IOException {
        if (!founded(folder)) {
            found(folder, set);
        }
        Stage stage =
                new Stage(codes(set.parties()).map(code -> home(folder, code)).toList());
        try {
            stage.start(folder, set);
            return stage;
        } catch (IOException | RuntimeException failed) {
            stage.close();
            throw failed;
        }
    }

    /// Whether parties were founded in the folder.
    public static boolean founded(Path folder) {
        return Files.exists(home(folder, code(0)).configFile());
    }

    /// Removes what was founded in the folder.
    public static void clear(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static Stream<PartyCode> codes(int parties) {
        return Stream.iterate(0, i -> i + 1).limit(parties).map(Stage::code);
    }

    private static PartyCode code(int index) {
        return new PartyCode("N" + (index + 1));
    }

    private static PostCode post(PartyCode party) {
        return new PostCode(party.value() + "-POST");
    }

    private static Home home(Path folder, PartyCode party) {
        return Home.at(folder.resolve(party.value()));
    }

    private static void found(Path folder, Set set) throws IOException {
        Files.createDirectories(folder);
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        try (Secret secret = Secret.wrap(Bytes.ofUtf8(Bytes.wrap(drawn).hex()).toArray())) {
            Founding.found(plan(set, secret), folder, secret, new SecureRandom());
        }
        for (PartyCode party : codes(set.parties()).toList()) {
            if (set.relayed()) {
                listenAnywhere(home(folder, party));
            }
        }
    }

    /// The manifest names the relay's port; the node behind it takes any.
    private static void listenAnywhere(Home home) throws IOException {
        try {
            Config config = home.config();
            home.write(new Config(
                    config.party(),
                    config.mode(),
                    loopback(0),
                    config.address(),
                    config.api(),
                    config.metrics(),
                    config.lease(),
                    config.passphraseFile()));
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    private static FoundingPlan plan(Set set, Secret password) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<FoundingPlan.PartyPlan> parties = new ArrayList<>();
        for (PartyCode code : codes(set.parties()).toList()) {
            parties.add(new FoundingPlan.PartyPlan(
                    code,
                    "Measured party " + code,
                    loopback(freePort()),
                    loopback(0),
                    loopback(0),
                    List.of(new FoundingPlan.PostPlan(post(code), "Measured post of " + code)),
                    List.of(
                            officer(Desk.DRAFTER, Role.DRAFT, code, password),
                            officer(Desk.RELEASER, Role.RELEASE, code, password))));
        }
        FoundingPlan.ChannelPlan channel = new FoundingPlan.ChannelPlan(
                CHANNEL, codes(set.parties()).map(Stage::post).toList(), Neutrals.NONE, Neutrals.NONE, UNHINDERED);
        return new FoundingPlan("Measured line", now, now.plus(VALID), parties, List.of(channel), FRAMES);
    }

    private static FoundingPlan.OfficerPlan officer(String name, Role role, PartyCode party, Secret password) {
        return new FoundingPlan.OfficerPlan(
                name, new TreeSet<>(EnumSet.of(role)), new TreeSet<>(List.of(post(party))), password);
    }

    private static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Starts the first party's node alone and waits until it answers.
    public static Alone alone(Path folder, List<String> options) throws IOException {
        PartyCode code = code(0);
        Home home = home(folder, code);
        NodeProcess process = NodeProcess.start(code, home, folder.resolve(code.value() + ".log"), options, List.of());
        try {
            RunningNode running = process.running(START, LOOK);
            try (Http http = new Http(running.metrics().port())) {
                http.ask("GET", "/health", "", Bytes.EMPTY);
            }
            long answered = process.age();
            Desk desk = Desk.signIn(code, post(code), running.api().port(), secret(home));
            return new Alone(home, process, answered, desk);
        } catch (IOException | RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    /// A node by itself.
    ///
    /// @param answered nanoseconds from the start of its process to its first answer
    public record Alone(Home home, NodeProcess process, long answered, Desk desk) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            process.close();
            desk.close();
        }
    }

    /// Of all keys and officers of a home founded here; the one passphrase lies in the home, as in every exercise.
    public static String secret(Home home) throws IOException {
        return Files.readString(home.folder().resolve(Founding.PASSPHRASE_FILE)).strip();
    }

    /// The first party's home in a folder.
    public static Home firstHome(Path folder) {
        return home(folder, code(0));
    }

    private void start(Path folder, Set set) throws IOException {
        for (PartyCode code : codes(set.parties()).toList()) {
            Path log = folder.resolve(code.value() + ".log");
            processes.add(NodeProcess.start(code, home(folder, code), log, set.options(), List.of()));
        }
        List<PartyCode> codes = codes(set.parties()).toList();
        for (int i = 0; i < codes.size(); i++) {
            Home home = homes.get(i);
            RunningNode running = processes.get(i).running(START, LOOK);
            if (set.relayed()) {
                relays.add(Relay.open(manifestPort(home), running.listen().port()));
            }
            String secret = secret(home);
            Desk desk =
                    Desk.signIn(codes.get(i), post(codes.get(i)), running.api().port(), secret);
            desks.add(desk);
            desk.unlock(secret);
        }
    }

    private static int manifestPort(Home home) throws IOException {
        try {
            return java.net.URI.create(home.config().address()).getPort();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    /// One of them, from 0.
    public Desk desk(int index) {
        return desks.get(index);
    }

    public List<Desk> desks() {
        return List.copyOf(desks);
    }

    public List<Home> homes() {
        return homes;
    }

    public List<NodeProcess> processes() {
        return List.copyOf(processes);
    }

    /// What has passed through all relays so far.
    public Relay.Count passed() {
        return relays.stream().map(Relay::count).reduce(new Relay.Count(0, 0, 0), Relay.Count::plus);
    }

    /// Waits until every leaf is held by every party and nobody has anything to say about it.
    public void settle() throws IOException {
        Settling.wait(this::statuses, PATIENCE);
    }

    private List<Json> statuses() throws IOException {
        List<Json> statuses = new ArrayList<>();
        for (Desk desk : desks) {
            // the desk's own connection may have been at rest for longer than a node keeps one
            try (Desk fresh = desk.another()) {
                statuses.add(fresh.status());
            }
        }
        return statuses;
    }

    /// Stops every process that was started here.
    @Override
    public void close() throws IOException {
        processes.parallelStream().forEach(NodeProcess::close);
        relays.forEach(Relay::close);
        for (Desk desk : desks) {
            desk.close();
        }
    }
}
