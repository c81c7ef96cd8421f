package firebreak.node.serve;

import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.api.Api;
import firebreak.node.api.Paperwork;
import firebreak.node.home.Config;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import firebreak.node.http.HttpDoor;
import firebreak.node.http.Route;
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
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A served home: the node, its officers' door and its metrics door. Closing stops all three, in the order
/// in which people and members lose least.
public final class Serving implements AutoCloseable {
    private static final Log LOG = Log.of(Serving.class);

    /// What to do about a store that cannot be read.
    private static final String RESTORE =
            "put back a copy of the home, and leave its lease file where it is: the node then goes on in a successor"
                    + " record and fetches from the other members what the copy lacks";

    private final Home home;
    private final Node node;
    private final LineTests lines;
    private final Circulars circulars;
    private final Neutrality neutrality;
    private final HttpDoor officers;
    private final HttpDoor metrics;
    private final CountDownLatch stop;

    private Serving(
            Home home,
            Node node,
            LineTests lines,
            Circulars circulars,
            Neutrality neutrality,
            HttpDoor officers,
            HttpDoor metrics,
            CountDownLatch stop) {
        this.home = home;
        this.node = node;
        this.lines = lines;
        this.circulars = circulars;
        this.neutrality = neutrality;
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
        } catch (UncheckedIOException unreadable) {
            String what = Objects.requireNonNull(unreadable.getCause()).getMessage();
            throw new IOException(what + "; " + RESTORE, unreadable);
        }
    }

    private static Serving started(Home home, Secret passphrase, NodeClock clock) throws IOException, FormatException {
        Config config = home.config();
        SecureRandom random = new SecureRandom();
        try (Begun begun = new Begun()) {
            Node node = begun.with(node(home, config, passphrase, clock, random));
            Paperwork.takeIn(node, home).forEach(reason -> LOG.warn("document refused", "reason", reason));
            Serving serving = open(home, config, node, random, begun);
            new Alarms(node.parts().store(), config.party()).again(node);
            begun.done();
            return serving;
        }
    }

    private static Node node(Home home, Config config, Secret passphrase, NodeClock clock, SecureRandom random)
            throws IOException, FormatException {
        try (Begun begun = new Begun()) {
            NodeKeys keys = begun.with(keys(home, config, passphrase));
            SqliteStore store = begun.with(
                    Files.exists(home.storeFile())
                            ? SqliteStore.open(home.folder(), keys.store(), random)
                            : SqliteStore.create(home.folder(), keys.store(), random));
            NodeParts parts = new NodeParts(
                    keys,
                    new PostKeys(home.keys(config.mode())),
                    store,
                    begun.with(Lease.open(home.leaseFile(config))),
                    home.forms(),
                    clock,
                    config.listen().socketAddress());
            Node node = Node.start(parts, new Alarms(store, config.party()));
            begun.done();
            return node;
        }
    }

    /// Officers and health first: other members are told that the node is there when it is.
    private static Serving open(Home home, Config config, Node node, SecureRandom random, Begun begun)
            throws IOException {
        LineTests lines = begun.with(LineTests.start(node));
        Circulars circulars = begun.with(Circulars.start(node));
        Neutrality neutrality = begun.with(Neutrality.start(node, home.witnessFile(config), config.party()));
        CountDownLatch stop = new CountDownLatch(1);
        Api api = new Api(
                node,
                circulars,
                neutrality.cosigning(),
                neutrality.tendering(),
                config,
                home,
                lines,
                home.drawConsoleToken(random),
                stop::countDown);
        HttpDoor officers = begun.with(bound(
                home,
                "api",
                () -> HttpDoor.open(config.api().socketAddress(), api.open(), api.guarded(), api::holder)));
        HttpDoor metrics = begun.with(bound(
                home,
                "metrics",
                () -> HttpDoor.open(
                        config.metrics().socketAddress(),
                        new Metrics(node, home, neutrality.cosigning()).routes(),
                        List.of(),
                        _ -> Optional.empty())));
        bound(home, "listen", () -> {
            List<Route> further = new ArrayList<>(List.of(lines.route(), circulars.route()));
            further.addAll(neutrality.routes());
            node.listen(further);
            return node;
        });
        home.write(new RunningNode(
                ProcessHandle.current().pid(),
                new Endpoint(config.listen().host(), node.port()),
                new Endpoint(config.api().host(), officers.port()),
                new Endpoint(config.metrics().host(), metrics.port()),
                Instant.now()));
        return new Serving(home, node, lines, circulars, neutrality, officers, metrics, stop);
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

    /// Waits until the console asks the node to stop, or it must not go on.
    ///
    /// @return whether it was asked to; otherwise [Node#takenOver] says why, or its log does
    public boolean await() throws InterruptedException {
        boolean asked = stop.await(1, TimeUnit.SECONDS);
        while (!asked && !node.loop().hasStopped() && node.takenOver().isEmpty()) {
            asked = stop.await(1, TimeUnit.SECONDS);
        }
        node.takenOver().ifPresent(why -> LOG.warn("the node stops: it was taken over", "reason", why));
        return asked;
    }

    @Override
    public void close() throws IOException {
        officers.close();
        metrics.close();
        lines.close();
        circulars.close();
        neutrality.rest();
        node.close();
        neutrality.close();
        home.removeRunning();
    }
}
