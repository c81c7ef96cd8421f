package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.chronology.CaseParty;
import firebreak.drill.nodes.NodeProcess;
import firebreak.drill.script.CaseChannel;
import firebreak.drill.script.Script;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Founding;
import firebreak.node.home.FoundingPlan;
import firebreak.node.home.Home;
import firebreak.node.home.Role;
import firebreak.node.home.RunningNode;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The parties of a case, founded and running: one process each, with its own keys, store and ports.
final class Stage implements AutoCloseable {
    private static final Duration FRAMES = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofDays(90);
    private static final int PORTS_PER_NODE = 3;
    private static final int SECRET_BYTES = 16;

    /// Many nodes share this machine, none of them for long.
    private static final List<String> JAVA = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m");

    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(25);

    /// Beside the homes: the password of every scripted officer, for whoever wants to sign in as one.
    static final String PASSWORD_FILE = "officers.password";

    private final Founding.Founded founded;
    private final String passphrase;
    private final HttpClient http;
    private final SortedMap<PartyCode, NodeProcess> processes;
    private final SortedMap<PartyCode, Desk> desks;

    private Stage(
            Founding.Founded founded,
            String passphrase,
            HttpClient http,
            SortedMap<PartyCode, NodeProcess> processes,
            SortedMap<PartyCode, Desk> desks) {
        this.founded = founded;
        this.passphrase = passphrase;
        this.http = http;
        this.processes = processes;
        this.desks = Collections.unmodifiableSortedMap(desks);
    }

    /// Founds all parties below a folder, starts their nodes and signs their officers in.
    ///
    /// @param portBase the first of three ports per party, in the order of their codes
    static Stage set(Script script, Path folder, int portBase, Show show) throws IOException {
        requireFree(portBase, PORTS_PER_NODE * script.cast().parties().size());
        String password = drawn();
        String passphrase = drawn();
        CaseClock clock = CaseClock.of(script);
        Founding.Founded founded;
        show.say("founding " + script.cast().parties().size() + " parties, "
                + script.channels().size() + " channels");
        try (Secret secret = secret(passphrase);
                Secret officers = secret(password)) {
            founded = Founding.found(plan(script, clock, portBase, officers), folder, secret, new SecureRandom());
        }
        DurableFile.replace(folder.resolve(PASSWORD_FILE), Bytes.ofUtf8(password + "\n"));
        SortedMap<PartyCode, Home> homes = founded.homes();
        SortedMap<PartyCode, NodeProcess> processes = new TreeMap<>();
        HttpClient http = HttpClient.newHttpClient();
        try {
            show.say("starting " + homes.size() + " nodes, each its own process");
            List<String> begin =
                    List.of("--clock", clock.shows(CaseClock.begin(script)).toString());
            for (Map.Entry<PartyCode, Home> home : homes.entrySet()) {
                Path log = folder.resolve(home.getKey().value() + ".log");
                processes.put(home.getKey(), NodeProcess.start(home.getKey(), home.getValue(), log, JAVA, begin));
            }
            return new Stage(
                    founded, passphrase, http, processes, desks(script, processes, http, password, passphrase));
        } catch (IOException | RuntimeException failed) {
            processes.values().forEach(NodeProcess::close);
            http.close();
            throw failed;
        }
    }

    /// Better said before anything is founded than by the one node that finds its port taken.
    private static void requireFree(int first, int count) throws IOException {
        for (int port = first; port < first + count; port++) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(loopback(port).socketAddress());
            } catch (BindException taken) {
                throw new IOException(
                        "port " + port + " is in use: stop what listens there, or choose another --port-base", taken);
            }
        }
    }

    private static SortedMap<PartyCode, Desk> desks(
            Script script,
            SortedMap<PartyCode, NodeProcess> processes,
            HttpClient http,
            String password,
            String passphrase)
            throws IOException {
        SortedMap<PartyCode, Desk> desks = new TreeMap<>();
        for (Map.Entry<PartyCode, NodeProcess> process : processes.entrySet()) {
            RunningNode running = process.getValue().running(START, LOOK);
            Asking console =
                    new Asking(http, running.api().port(), process.getValue().consoleToken());
            Desk desk = Desk.signIn(process.getKey(), console, password);
            for (PostCode post : posts(script, process.getKey())) {
                desk.unlock(post, passphrase);
            }
            desks.put(process.getKey(), desk);
        }
        return desks;
    }

    private static FoundingPlan plan(Script script, CaseClock clock, int portBase, Secret password) {
        List<FoundingPlan.PartyPlan> parties = new ArrayList<>();
        for (CaseParty party : script.cast().parties().stream()
                .sorted(Comparator.comparing(CaseParty::code))
                .toList()) {
            parties.add(party(script, party, portBase + PORTS_PER_NODE * parties.size(), password));
        }
        List<FoundingPlan.ChannelPlan> channels = script.channels().stream()
                .map(channel -> new FoundingPlan.ChannelPlan(channel.label().value(), channel.posts()))
                .toList();
        return new FoundingPlan(
                script.title(),
                clock.shows(CaseClock.begin(script)),
                clock.shows(CaseClock.end(script)).plus(AFTER),
                parties,
                channels,
                FRAMES);
    }

    private static FoundingPlan.PartyPlan party(Script script, CaseParty party, int port, Secret password) {
        List<FoundingPlan.PostPlan> posts = party.posts().stream()
                .filter(post -> posts(script, party.code()).contains(post.code()))
                .map(post -> new FoundingPlan.PostPlan(post.code(), post.name()))
                .toList();
        SortedSet<PostCode> codes = posts(script, party.code());
        return new FoundingPlan.PartyPlan(
                party.code(),
                party.name(),
                loopback(port),
                loopback(port + 1),
                loopback(port + 2),
                posts,
                officers(codes, password));
    }

    private static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    private static List<FoundingPlan.OfficerPlan> officers(SortedSet<PostCode> posts, Secret password) {
        return List.of(
                officer(Desk.DRAFTER, EnumSet.of(Role.DRAFT), posts, password),
                officer(Desk.RELEASER, EnumSet.of(Role.RELEASE), posts, password),
                officer(Desk.WATCH, EnumSet.of(Role.WATCH), posts, password));
    }

    private static FoundingPlan.OfficerPlan officer(
            String name, EnumSet<Role> roles, SortedSet<PostCode> posts, Secret password) {
        return new FoundingPlan.OfficerPlan(name, new TreeSet<>(roles), posts, password);
    }

    /// The posts of a party that take part in any channel.
    private static SortedSet<PostCode> posts(Script script, PartyCode party) {
        SortedSet<PostCode> posts = new TreeSet<>();
        for (CaseChannel channel : script.channels()) {
            channel.posts().stream()
                    .filter(post -> script.cast().post(post).party().equals(party))
                    .forEach(posts::add);
        }
        return posts;
    }

    private static String drawn() {
        byte[] drawn = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(drawn);
        return Bytes.wrap(drawn).hex();
    }

    private static Secret secret(String text) {
        return Secret.wrap(Bytes.ofUtf8(text).toArray());
    }

    Desk desk(PartyCode party) {
        Desk desk = desks.get(party);
        if (desk == null) {
            throw new IllegalStateException("no node of " + party + " is on this stage");
        }
        return desk;
    }

    SortedMap<PartyCode, Desk> desks() {
        return desks;
    }

    SortedMap<PartyCode, Home> homes() {
        return founded.homes();
    }

    /// The fingerprint of the charter.
    Hash charter() {
        return founded.charter();
    }

    /// Of all keys of this exercise; the caller's to close.
    Secret passphrase() {
        return secret(passphrase);
    }

    /// The process of each node.
    SortedMap<PartyCode, Long> pids() {
        SortedMap<PartyCode, Long> pids = new TreeMap<>();
        processes.forEach((party, process) -> pids.put(party, process.pid()));
        return pids;
    }

    /// Stops every process that was started here.
    @Override
    public void close() {
        processes.values().forEach(NodeProcess::close);
        http.close();
    }
}
