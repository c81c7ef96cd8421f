package firebreak.cli.officer;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.cli.console.Exit;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Founding;
import firebreak.node.home.FoundingPlan;
import firebreak.node.home.FoundingPlan.ChannelPlan;
import firebreak.node.home.FoundingPlan.OfficerPlan;
import firebreak.node.home.FoundingPlan.PartyPlan;
import firebreak.node.home.FoundingPlan.PostPlan;
import firebreak.node.home.Home;
import firebreak.node.home.Role;
import firebreak.node.run.NodeClock;
import firebreak.node.serve.Serving;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Two parties with a node each, served in this process, on a network that can be cut: RU with the post RU-MOD, its
/// drafter `ivanov` and releaser `orlova`; UK with UK-MOD and UK-CDS, its drafter `smith` and releaser `jones`. Every
/// officer's password is their name and `-password`; one user of one machine works at both.
final class TwoNodes implements AutoCloseable {
    static final String PASSPHRASE = "words of an exercise";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final World user;
    private final Map<String, Relay> network = new TreeMap<>();
    private final Map<String, Serving> nodes = new TreeMap<>();

    private TwoNodes(Path folder) {
        this.folder = folder;
        this.user = Ran.user(folder.resolve("state"));
    }

    static TwoNodes start(Path folder) throws Exception {
        TwoNodes two = new TwoNodes(folder);
        two.found();
        two.serve("RU");
        two.serve("UK");
        return two;
    }

    private void found() throws Exception {
        for (String party : List.of("RU", "UK")) {
            network.put(party, Relay.onFreePort());
        }
        List<PartyPlan> parties = List.of(
                plan("RU", "Russia", List.of("RU-MOD"), "ivanov", "orlova"),
                plan("UK", "United Kingdom", List.of("UK-MOD", "UK-CDS"), "smith", "jones"));
        Instant now = Instant.now().minusSeconds(60);
        FoundingPlan plan = new FoundingPlan(
                "Exercise of two",
                now,
                now.plus(Duration.ofDays(90)),
                parties,
                List.of(new ChannelPlan("RU-UK", posts("RU-MOD", "UK-MOD", "UK-CDS"))),
                Duration.ofSeconds(30));
        try (Secret passphrase = secret(PASSPHRASE)) {
            Founding.found(plan, folder, passphrase, RANDOM);
        }
    }

    private PartyPlan plan(String party, String name, List<String> posts, String drafter, String releaser)
            throws IOException {
        return new PartyPlan(
                new PartyCode(party),
                name,
                new Endpoint(
                        "127.0.0.1", Objects.requireNonNull(network.get(party)).port()),
                new Endpoint("127.0.0.1", 0),
                new Endpoint("127.0.0.1", 0),
                posts.stream()
                        .map(post -> new PostPlan(new PostCode(post), "Post " + post))
                        .toList(),
                List.of(
                        officer(drafter, posts, Role.WATCH, Role.DRAFT),
                        officer(releaser, posts, Role.WATCH, Role.DRAFT, Role.RELEASE)));
    }

    private OfficerPlan officer(String name, List<String> posts, Role... roles) throws IOException {
        DurableFile.replace(password(name), Bytes.ofUtf8(name + "-password\n"));
        return new OfficerPlan(
                name,
                new TreeSet<>(List.of(roles)),
                new TreeSet<>(posts(posts.toArray(String[]::new))),
                secret(name + "-password"));
    }

    private static List<PostCode> posts(String... codes) {
        List<PostCode> posts = new ArrayList<>();
        for (String code : codes) {
            posts.add(new PostCode(code));
        }
        return posts;
    }

    private static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Starts a node, behind its part of the network.
    void serve(String party) throws Exception {
        Home home = Home.at(home(party));
        Config founded = home.config();
        home.write(new Config(
                founded.party(),
                founded.mode(),
                new Endpoint("127.0.0.1", 0),
                founded.address(),
                founded.api(),
                founded.metrics(),
                founded.lease(),
                founded.passphraseFile()));
        try (Secret passphrase = secret(PASSPHRASE)) {
            nodes.put(party, Serving.start(home, passphrase, new NodeClock()));
        }
        Objects.requireNonNull(network.get(party))
                .to(home.running().orElseThrow().listen().port());
    }

    void stop(String party) throws IOException {
        Serving node = nodes.remove(party);
        if (node != null) {
            node.close();
        }
    }

    Serving node(String party) {
        return Objects.requireNonNull(nodes.get(party));
    }

    void cutNetwork() throws IOException {
        for (Relay relay : network.values()) {
            relay.cut();
        }
    }

    void mendNetwork() throws IOException {
        for (Relay relay : network.values()) {
            relay.mend();
        }
    }

    Path home(String party) {
        return folder.resolve(party);
    }

    Path password(String officer) {
        return folder.resolve(officer + ".password");
    }

    Path passphrase(String party) {
        return home(party).resolve(Founding.PASSPHRASE_FILE);
    }

    /// A command at one node's home.
    Ran at(String party, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--home");
        all.add(home(party).toString());
        return Ran.command(user, all.toArray(String[]::new));
    }

    void signIn(String party, String officer) {
        done(at(
                party,
                "sign-in",
                "--officer",
                officer,
                "--password-file",
                password(officer).toString()));
    }

    /// Everybody signed in, drafters last, and every post unlocked.
    void open() {
        for (String officer : List.of("orlova", "ivanov")) {
            signIn("RU", officer);
        }
        for (String officer : List.of("jones", "smith")) {
            signIn("UK", officer);
        }
        done(at(
                "RU",
                "post",
                "unlock",
                "RU-MOD",
                "--passphrase-file",
                passphrase("RU").toString()));
        done(at(
                "UK",
                "post",
                "unlock",
                "UK-MOD",
                "--passphrase-file",
                passphrase("UK").toString()));
        done(at(
                "UK",
                "post",
                "unlock",
                "UK-CDS",
                "--passphrase-file",
                passphrase("UK").toString()));
    }

    /// A command that must succeed.
    static Ran done(Ran ran) {
        if (ran.exit() != Exit.DONE) {
            throw new AssertionError("exit " + ran.exit() + ": " + ran.err() + ran.out());
        }
        return ran;
    }

    /// Gives a command again until what it prints fits.
    static Ran eventually(Supplier<Ran> command, Predicate<Ran> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Ran ran = command.get();
        while (!fits.test(ran)) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("still after " + PATIENCE + ":\n" + ran.out() + ran.err());
            }
            LockSupport.parkNanos(50_000_000);
            ran = command.get();
        }
        return ran;
    }

    @Override
    public void close() throws IOException {
        for (String party : List.copyOf(nodes.keySet())) {
            stop(party);
        }
        for (Relay relay : network.values()) {
            relay.close();
        }
    }
}
