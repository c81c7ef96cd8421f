package firebreak.node.serve;

import firebreak.encoding.FormatException;
import firebreak.engine.Effect;
import firebreak.identity.Secret;
import firebreak.node.api.Api;
import firebreak.node.api.Paperwork;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import firebreak.node.http.HttpDoor;
import firebreak.node.joint.Circulars;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostKeys;
import firebreak.node.keys.Unlocked;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.NodeClock;
import firebreak.node.run.NodeParts;
import firebreak.node.store.Lease;
import firebreak.node.store.SqliteStore;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A served home: the node, its officers' door and its metrics door. Closing stops all three, in the order
/// in which people and members lose least.
public final class Serving implements AutoCloseable {
    private static final Log LOG = Log.of(Serving.class);

    private final Home home;
    private final Node node;
    private final LineTests lines;
    private final Circulars circulars;
    private final HttpDoor officers;
    private final HttpDoor metrics;
    private final CountDownLatch stop;

    private Serving(
            Home home,
            Node node,
            LineTests lines,
            Circulars circulars,
            HttpDoor officers,
            HttpDoor metrics,
            CountDownLatch stop) {
        this.home = home;
        this.node = node;
        this.lines = lines;
        this.circulars = circulars;
        this.officers = officers;
        this.metrics = metrics;
        this.stop = stop;
    }

    /// Starts the node of a home.
    ///
    /// @param passphrase of the node's keys; stays the caller's
    /// @param clock the machine's time, or in an exercise the case's
    /// @throws IOException when something is in the way, with what to do about it
    public static Serving start(Home home, Secret passphrase, NodeClock clock) throws IOException {
        try {
            return started(home, passphrase, clock);
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    private static Serving started(Home home, Secret passphrase, NodeClock clock) throws IOException, FormatException {
        Config config = home.config();
        SecureRandom random = new SecureRandom();
        NodeKeys keys = keys(home, config, passphrase);
        SqliteStore store = Files.exists(home.storeFile())
                ? SqliteStore.open(home.folder(), keys.store(), random)
                : SqliteStore.create(home.folder(), keys.store(), random);
        NodeParts parts = new NodeParts(
                keys,
                new PostKeys(home.keys(config.mode())),
                store,
                Lease.open(home.leaseFile(config)),
                home.forms(),
                clock,
                config.listen().socketAddress());
        Node node = Node.start(parts, Serving::alarm);
        try {
            Paperwork.takeIn(node, home).forEach(reason -> LOG.warn("document refused", "reason", reason));
            return open(home, config, node, random);
        } catch (IOException | RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    /// Officers and health first: other members are told that the node is there when it is.
    private static Serving open(Home home, Config config, Node node, SecureRandom random) throws IOException {
        Deque<AutoCloseable> opened = new ArrayDeque<>();
        try {
            LineTests lines = LineTests.start(node);
            opened.push(lines);
            Circulars circulars = Circulars.start(node);
            opened.push(circulars);
            CountDownLatch stop = new CountDownLatch(1);
            Api api = new Api(node, circulars, config, home, lines::of, home.drawConsoleToken(random), stop::countDown);
            HttpDoor officers = bound(
                    home,
                    "api",
                    () -> HttpDoor.open(config.api().socketAddress(), api.open(), api.guarded(), api::holder));
            opened.push(officers);
            HttpDoor metrics = bound(
                    home,
                    "metrics",
                    () -> HttpDoor.open(
                            config.metrics().socketAddress(),
                            new Metrics(node).routes(),
                            List.of(),
                            _ -> Optional.empty()));
            opened.push(metrics);
            bound(home, "listen", () -> {
                node.listen(List.of(lines.route(), circulars.route()));
                return node;
            });
            home.write(new RunningNode(
                    ProcessHandle.current().pid(),
                    new Endpoint(config.listen().host(), node.port()),
                    new Endpoint(config.api().host(), officers.port()),
                    new Endpoint(config.metrics().host(), metrics.port()),
                    Instant.now()));
            return new Serving(home, node, lines, circulars, officers, metrics, stop);
        } catch (IOException | RuntimeException failed) {
            opened.forEach(Serving::closeQuietly);
            throw failed;
        }
    }

    private static void closeQuietly(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception failed) {
            LOG.fault("cannot close what was opened", failed);
        }
    }

    /// Opens a port.
    @FunctionalInterface
    private interface Opening<T> {
        T open() throws IOException;
    }

    /// @param setting which of the home's settings says where
    private static <T> T bound(Home home, String setting, Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (BindException taken) {
            throw new IOException(
                    taken.getMessage() + ". Stop the program that has this port, or name another: \"" + setting
                            + "\" in " + home.configFile(),
                    taken);
        }
    }

    private static NodeKeys keys(Home home, Config config, Secret passphrase) throws IOException {
        return switch (home.keys(config.mode()).node().open(passphrase)) {
            case Unlocked.Opened<NodeKeys>(NodeKeys keys) -> keys;
            case Unlocked.WrongPassphrase<NodeKeys> _ ->
                throw new WrongPassphraseException(
                        "the passphrase of the node's keys is wrong: type it again, or look into --passphrase-file");
            case Unlocked.Missing<NodeKeys> _ ->
                throw new IOException(
                        "there are no node keys in " + home.folder() + ": make the home with 'firebreak init'");
            case Unlocked.Unusable<NodeKeys>(String reason) ->
                throw new IOException("the node's keys cannot be used: " + reason);
        };
    }

    private static void alarm(Effect.Alarm alarm) {
        LOG.info(
                "ALARM",
                "channel",
                alarm.channel().brief(),
                "record",
                alarm.leaf().origin().text(),
                "index",
                alarm.leaf().index(),
                "precedence",
                alarm.precedence().map(Enum::name).orElse("unknown: nobody here can open it yet"));
    }

    public Node node() {
        return node;
    }

    /// The joint notes under way here.
    public Circulars circulars() {
        return circulars;
    }

    /// The officers' port as opened.
    public int apiPort() {
        return officers.port();
    }

    /// The port of health and metrics as opened.
    public int metricsPort() {
        return metrics.port();
    }

    /// Waits until the console asks the node to stop, or the node stops by itself.
    public void await() throws InterruptedException {
        while (!stop.await(1, TimeUnit.SECONDS)) {
            if (node.loop().hasStopped()) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        officers.close();
        metrics.close();
        lines.close();
        circulars.close();
        node.close();
        home.removeRunning();
    }
}
