package firebreak.node.run;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.HighWater;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.identity.Jws;
import firebreak.identity.PublicPair;
import firebreak.identity.Secret;
import firebreak.identity.Signer;
import firebreak.node.home.OldRecipients;
import firebreak.node.http.Route;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.PostSecrets;
import firebreak.node.keys.Unlocked;
import firebreak.node.log.Log;
import firebreak.node.store.Lease;
import firebreak.node.wire.Limits;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.MemberServer;
import firebreak.node.wire.Patience;
import firebreak.record.CheckpointNote;
import firebreak.record.Origin;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One running node: all its threads, and the only place where they are wired. Closing ends them all and
/// leaves the store closed.
public final class Node implements AutoCloseable {
    private static final Log LOG = Log.of(Node.class);
    private static final long TICK_MS = 200;
    private static final long TICKS_A_MINUTE = 60_000 / TICK_MS;

    private final NodeParts parts;
    private final Loop loop;
    private final ExecutorService handwork;
    private final ExecutorService network;
    private final MemberClient client;
    private final List<Route> routes;
    private final List<Runnable> changes = new CopyOnWriteArrayList<>();
    private final OwnKeys ownKeys;
    private @Nullable MemberServer server;
    private final Members members;
    private final Intake intake;
    private final Parcels parcels;
    private final Trees trees;
    private final CheckpointDesk checkpoints;
    private final Workers.Bell bell;
    private final FlashQuota flash;
    private final Damages damages;

    private Node(NodeParts parts, State loaded, Workers.Bell bell) {
        this.parts = parts;
        this.bell = bell;
        flash = new FlashQuota(parts.clock());
        SecureRandom random = new SecureRandom();
        int cores = Math.max(2, Runtime.getRuntime().availableProcessors());
        handwork = Executors.newFixedThreadPool(
                cores,
                Thread.ofPlatform().name("firebreak-handwork-", 0).daemon(true).factory());
        network = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("firebreak-network-", 0).factory());
        loop = new Loop(loaded, parts.store(), parts.clock(), random);
        members = new Members(loop::state, parts.clock());
        ownKeys = new OwnKeys(parts.keys(), loop::state, parts.clock());
        trees = new Trees(parts.store());
        checkpoints = new CheckpointDesk(
                parts.lease(), parts.keys().records().getLast(), handwork, parts.clock(), loop::tell, parts.store());
        damages = new Damages(loop::tell);
        loop.onUnreadable(damages::found);
        parcels = new Parcels(parts.store(), trees, checkpoints::newest, damages::found);
        intake = new Intake(loop, handwork);
        client = new MemberClient(ownKeys::tls, Patience.standard());
        Direct direct = new Direct(
                client,
                members,
                parcels,
                intake,
                loop,
                () -> parts.keys().records().getLast().keys());
        Workers workers = new Workers(
                loop,
                ownKeys,
                parts.posts(),
                parts.forms(),
                checkpoints,
                direct,
                handwork,
                network,
                random,
                bell,
                flash,
                damages::found);
        List<Route> served = new ArrayList<>(new MemberRoutes(loop, intake, parcels, members, parts.store()).routes());
        served.addAll(new RecordRoutes(loop, members, parts.store(), trees, checkpoints::newest).routes());
        routes = List.copyOf(served);
        loop.start(workers);
    }

    /// Opens the state and goes on where the node stopped. Other members are answered from [#listen] on.
    ///
    /// @param bell called for every alarm
    /// @throws IOException when the store cannot be read; the message says what to do
    public static Node start(NodeParts parts, Workers.Bell bell) throws IOException {
        State loaded;
        try {
            loaded = StateRows.load(parts.store());
        } catch (FormatException damaged) {
            throw new IOException(
                    "the stored state cannot be read: " + damaged.reason() + "; restore the home from a backup",
                    damaged);
        }
        HighWater lease = lease(parts.lease(), loaded);
        Node node = new Node(parts, loaded, bell);
        node.loop.tell(new Event.Started(lease));
        node.tick();
        return node;
    }

    /// Answers other members from now on. Called after the documents are taken in, so that nobody is told of a
    /// channel that it is not known here.
    ///
    /// @param further routes beside the node's own
    /// @throws IOException when the address cannot be bound
    public void listen(List<Route> further) throws IOException {
        List<Route> all = new ArrayList<>(routes);
        all.addAll(further);
        MemberServer opened = MemberServer.open(ownKeys::tls, members, parts.listen(), Limits.standard(), all);
        server = opened;
        LOG.info("node listens", "port", opened.port());
    }

    private void tick() {
        Thread.ofVirtual().name("firebreak-tick").start(() -> {
            try {
                for (long ticks = 0; !loop.hasStopped(); ticks++) {
                    if (ticks % TICKS_A_MINUTE == 0) {
                        parts.posts().forget(this::isDone);
                    }
                    Thread.sleep(TICK_MS);
                    loop.tell(new Event.Ticked());
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// What the lease says. A home that has joined nothing yet has let nothing out, so its first start needs none;
    /// any later start without a sound one must not go on as if nothing had been.
    private static HighWater lease(Lease lease, State loaded) throws IOException {
        if (lease.found() instanceof Lease.Found.Present present) {
            return new HighWater(
                    present.whole(),
                    present.marks().entrySet().stream()
                            .map(mark -> new HighWater.Mark(
                                    mark.getValue().channel(),
                                    mark.getKey(),
                                    mark.getValue().generation(),
                                    mark.getValue().size()))
                            .toList());
        }
        boolean first =
                lease.found() instanceof Lease.Found.Missing && loaded.parties().isEmpty();
        try {
            lease.begin(Map.of(), first);
        } catch (IOException unwritable) {
            throw new IOException(
                    unwritable.getMessage() + ". Without it nothing may be signed: make room for it, or name another"
                            + " place as \"lease\" in the home's config.json",
                    unwritable);
        }
        if (!first) {
            LOG.warn(
                    "the lease file is missing or damaged",
                    "records",
                    loaded.channels().size());
        }
        return first ? HighWater.NEW : HighWater.LOST;
    }

    /// Takes in documents in whatever order they can be, until no more are admitted.
    ///
    /// @param charters the charters whose fingerprints a person compared, with this node's party in each
    /// @param documents signed charters, manifests and agreements, in any order
    /// @return what was refused, with the reason
    public List<String> takeIn(Map<Hash, PartyCode> charters, List<Jws> documents) {
        List<Jws> left = new ArrayList<>(documents);
        List<String> refused = new ArrayList<>();
        boolean more = true;
        while (more && !left.isEmpty()) {
            more = false;
            refused.clear();
            for (Jws document : List.copyOf(left)) {
                Hash hash = Hash.of(document.payload());
                PartyCode party = charters.get(hash);
                Effect.Result result = loop.ask(request -> party == null
                                ? new Event.AdmitDocument(request, document)
                                : new Event.JoinCharter(request, document, hash, party))
                        .join();
                if (result instanceof Effect.Result.Refused(String reason)) {
                    refused.add(hash.brief() + ": " + reason);
                } else {
                    left.remove(document);
                    more = true;
                }
            }
        }
        refused.forEach(reason -> LOG.warn("document refused", "reason", reason));
        changes.forEach(Runnable::run);
        return List.copyOf(refused);
    }

    /// Unlocks a post for its officers; what waited for it goes on at once.
    public Unlocked<KeyName> unlock(PostCode post, Secret passphrase) throws IOException {
        Unlocked<KeyName> result =
                parts.posts().unlock(new KeyName(post.value()), passphrase, this::isDone, new SecureRandom());
        tellUnlocked();
        return result;
    }

    /// Whether slow parcels to an older key have had their time.
    private boolean isDone(KeyName post, PostSecrets.Period period) {
        State state = loop.state();
        return OldRecipients.isDone(
                state.registry(),
                state.parties(),
                new PostCode(post.text()),
                period,
                parts.clock().instant());
    }

    public void lock(PostCode post) {
        parts.posts().lock(new KeyName(post.value()));
        tellUnlocked();
    }

    /// Called whenever a post was unlocked or locked, and after documents were taken in.
    public void onChange(Runnable change) {
        changes.add(change);
    }

    private void tellUnlocked() {
        Set<PostCode> posts = parts.posts().unlocked().stream()
                .map(name -> new PostCode(name.text()))
                .collect(Collectors.toCollection(TreeSet::new));
        loop.tell(new Event.PostsUnlocked(posts));
        changes.forEach(Runnable::run);
    }

    /// Signs with just this pair of the node's own; empty where it was made after the node started.
    public Optional<Signer> signer(PublicPair pair) {
        return ownKeys.signer(pair);
    }

    /// What to do where a manifest names keys that this node does not hold open.
    public List<String> keysMissing() {
        return ownKeys.missing(parts.posts());
    }

    /// Lets a courier's parcels in.
    public List<CompletableFuture<Effect.Result>> take(List<Bytes> brought) {
        return intake.take(brought);
    }

    /// Parcels refused since the start because they are malformed or not proved; nothing of them is stored.
    public long parcelsRefused() {
        return intake.refused();
    }

    /// Stored values that are damaged and that nobody fetches back; those that are fetched are in the state.
    public List<String> lastingDamage() {
        return damages.lasting();
    }

    /// Gives an alarm, within what the channel agrees for its author.
    public void ring(Effect.Alarm alarm) {
        bell.ring(flash.within(alarm, loop.state()));
    }

    /// Why this node must not go on, if another node with this party's keys has taken over: it has said nothing
    /// since it knows.
    public Optional<String> takenOver() {
        State state = loop.state();
        return state.channels().values().stream()
                .filter(channel -> channel.own().standing() == OwnRecord.Standing.YIELDED)
                .findFirst()
                .map(channel -> "another node of " + state.self(channel)
                        + " has continued the record of this home in channel "
                        + state.agreement(channel).label()
                        + ": it was taken over, or a copy of this home runs elsewhere. Two of them fork the record. If this"
                        + " home is to go on, stop the other for good, then run firebreak takeover with this home");
    }

    /// Why nothing can leave this node just now, if its lease file cannot be written.
    public Optional<Loop.DiskTrouble> leaseTrouble() {
        return checkpoints.trouble();
    }

    public Loop loop() {
        return loop;
    }

    public NodeParts parts() {
        return parts;
    }

    public Parcels parcels() {
        return parcels;
    }

    public Trees trees() {
        return trees;
    }

    /// The newest signed checkpoint at hand of any record, own or mirrored.
    public Optional<CheckpointNote> newest(Origin origin) {
        return checkpoints.newest(origin);
    }

    public Members members() {
        return members;
    }

    public MemberClient client() {
        return client;
    }

    /// Where other members really reach it.
    public int port() {
        return Objects.requireNonNull(server, "the node does not listen yet").port();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        client.close();
        network.shutdownNow();
        handwork.shutdown();
        await(handwork);
        loop.close();
        parts.posts().close();
        parts.lease().close();
        parts.store().close();
        parts.keys().close();
    }

    private static void await(ExecutorService service) {
        try {
            if (!service.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("handwork did not end in time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
