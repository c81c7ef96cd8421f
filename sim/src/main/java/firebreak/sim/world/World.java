package firebreak.sim.world;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Event;
import firebreak.engine.OwnRecord;
import firebreak.engine.Step;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.identity.RecordKeys;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import firebreak.sim.check.Checker;
import firebreak.sim.check.Fact;
import firebreak.sim.check.Invariant;
import firebreak.sim.check.Judges;
import firebreak.sim.check.Truth;
import firebreak.sim.check.Violation;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// One federation from founding to rest: first with all the faults the seed has drawn, then, after they have
/// stopped, for as long as it may take to converge; and at last, when all is quiet, everybody says one thing more.
public final class World implements Truth {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration REST = Duration.ofMinutes(10);
    private static final int AT_REST = 20;
    private static final Duration LATE = Duration.ofDays(23);

    private final Dice dice;
    private final Plan plan;
    private final Agenda agenda = new Agenda(START);
    private final Map<PartyCode, Keyring> keys = new TreeMap<>();
    private final Map<PartyCode, Node> nodes = new TreeMap<>();
    private final Map<PartyCode, List<Jws>> delivered = new TreeMap<>();
    private final Map<Origin, PartyCode> owners = new TreeMap<>();
    private final Papers papers;
    private final Network network;
    private final Misfortune misfortune;
    private final People people;
    private final Checker judge;
    private final Dice mail;
    private final ProvedBefore proving = new ProvedBefore();
    private final MessageDigest trace = Hash.sha256();
    private final Consumer<String> log;
    private boolean quiet;
    private boolean coarse;
    private long steps;
    private long accepted;

    /// @param log told what happens, line by line
    public World(long seed, Consumer<String> log) {
        this(seed, Plan.draw(new Dice(seed).fork("plan")), log);
    }

    /// A world as planned; the seed draws what happens in it.
    World(long seed, Plan plan, Consumer<String> log) {
        this.log = log;
        this.dice = new Dice(seed);
        this.plan = plan;
        Dice keyDice = dice.fork("keys");
        plan.posts()
                .keySet()
                .forEach(party -> keys.put(
                        party, new Keyring(party, keyDice.fork(party.value()).generator())));
        this.papers = new Papers(plan, keys, dice.fork("papers").generator(), START);
        this.mail = dice.fork("mail");
        this.network = new Network(agenda, dice.fork("network"), parties(), plan.weather(), this::coarse);
        this.misfortune = new Misfortune(this, dice.fork("misfortune"), plan.trouble());
        this.people = new People(this, dice.fork("people"), plan.traffic());
        this.judge = new Judges(this);
        for (PartyCode party : parties()) {
            Node node = new Node(this, keyring(party), dice.fork("node " + party));
            nodes.put(party, node);
            delivered.put(party, List.of());
            network.connect(party, node.hands());
        }
        line(() -> "plan " + plan);
    }

    /// Lets it all happen.
    ///
    /// @throws Violation when something did not hold
    public void run() {
        nodes().forEach(node -> node.unlock(Set.copyOf(node.keys().posts())));
        nodes().forEach(Node::start);
        spreadPapers();
        misfortune.begin();
        people.begin();
        plan.liar()
                .ifPresent(liar -> new Turncoat(this, node(liar), dice.fork("liar"))
                        .begin(plan.traffic().busy()));
        agenda.runTo(START.plus(plan.traffic().busy()));
        if (plan.traffic().courier() > 0) {
            waitForTheCourier();
        }
        heal();
        rest();
        people.lastWords();
        rest();
        nodes().stream()
                .filter(node -> honest(node.party()))
                .forEach(node -> see(new Fact.Ended(node.party(), node.disk().asWritten())));
    }

    /// Weeks in which nothing happens but what comes late.
    private void waitForTheCourier() {
        coarse = true;
        agenda.runTo(START.plus(LATE));
        coarse = false;
    }

    private void heal() {
        line(() -> "the faults stop");
        quiet = true;
        network.clearUp();
        misfortune.stop();
        parties().forEach(party -> delivered.put(party, papers.papersFor(party)));
        nodes().forEach(node -> {
            if (!node.running()) {
                node.start();
            } else {
                node.readDocuments();
                node.beat();
            }
        });
    }

    private void rest() {
        Instant end = agenda.now().plus(REST);
        int still = 0;
        while (still < AT_REST && agenda.now().isBefore(end)) {
            agenda.runTo(agenda.now().plus(Duration.ofSeconds(5)));
            still = nodes().stream().filter(node -> honest(node.party())).allMatch(Node::idle) ? still + 1 : 0;
        }
    }

    // ---- for those who live in it

    Agenda agenda() {
        return agenda;
    }

    Papers papers() {
        return papers;
    }

    Network network() {
        return network;
    }

    Misfortune misfortune() {
        return misfortune;
    }

    People people() {
        return people;
    }

    ProvedBefore proving() {
        return proving;
    }

    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    Node node(PartyCode party) {
        return Objects.requireNonNull(nodes.get(party));
    }

    private Keyring keyring(PartyCode party) {
        return Objects.requireNonNull(keys.get(party));
    }

    /// Whether nobody begins anything any more.
    boolean quiet() {
        return quiet;
    }

    /// Whether weeks pass in which little happens.
    boolean coarse() {
        return coarse;
    }

    /// The documents that have reached a party's operator.
    List<Jws> delivered(PartyCode party) {
        return Objects.requireNonNull(delivered.get(party));
    }

    /// Documents reach each operator by a way of their own, each at another time.
    void spreadPapers() {
        for (PartyCode party : parties()) {
            List<Jws> now = papers.papersFor(party);
            agenda.after(mail.between(Duration.ofMillis(10), Duration.ofSeconds(8)), () -> {
                if (now.size() > delivered(party).size()) {
                    delivered.put(party, now);
                    node(party).readDocuments();
                }
            });
        }
    }

    /// A batch that could not be sent goes by courier as well, and may be weeks late.
    void courier(PartyCode from, PartyCode to, Bytes bundle) {
        if (mail.chance(plan.traffic().courier()) && !quiet) {
            log(from, "gives a bundle to the courier for " + to);
            agenda.after(
                    mail.between(Duration.ofHours(2), Duration.ofDays(21)),
                    () -> node(to).hands().receive(bundle));
        }
    }

    void see(Fact fact) {
        if (honest(fact.node())) {
            judge.see(fact);
        }
    }

    void broke(Node node, Event event, RuntimeException bug) {
        if (bug instanceof Violation violation) {
            throw violation;
        }
        throw Violation.of(
                Invariant.NODES_DO_NOT_BREAK,
                node.party() + " broke at " + event.getClass().getSimpleName(),
                bug);
    }

    void registerRecords(Node node) {
        for (Channel channel : node.state().channels().values()) {
            owners.putIfAbsent(channel.own().origin(), node.party());
            for (OwnRecord past : channel.past()) {
                owners.putIfAbsent(past.origin(), node.party());
            }
        }
    }

    // ---- trace

    void log(PartyCode party, String what) {
        line(() -> party + " " + what);
    }

    void traced(PartyCode party, Event event, Step step) {
        steps++;
        accepted += step.said().size();
        line(() -> party + " " + event.getClass().getSimpleName() + " writes "
                + step.writes().size() + " effects "
                + step.effects().stream()
                        .map(effect -> effect.getClass().getSimpleName())
                        .toList());
        for (Write write : step.writes()) {
            trace.update(Bytes.ofUtf8(write.table() + " " + write.key()).toArray());
            if (write instanceof Write.Put put) {
                trace.update(put.value().buffer());
            }
        }
    }

    private void line(java.util.function.Supplier<String> what) {
        String text = agenda.now() + " " + what.get();
        trace.update(Bytes.ofUtf8(text).toArray());
        log.accept(text);
    }

    /// A hash over all that happened so far; equal for equal seeds.
    public Hash trace() {
        try {
            return new Hash(Bytes.wrap(((MessageDigest) trace.clone()).digest()));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("this Java runtime cannot copy a SHA-256", impossible);
        }
    }

    /// Engine steps so far, over all nodes.
    public long steps() {
        return steps;
    }

    /// Statements that came to stand in a record somewhere.
    public long accepted() {
        return accepted;
    }

    // ---- truth

    @Override
    public boolean honest(PartyCode party) {
        return !plan.liar().equals(Optional.of(party));
    }

    @Override
    public boolean leaseLost(PartyCode party) {
        return !node(party).lease().read().whole();
    }

    @Override
    public Optional<PartyCode> owner(Origin origin) {
        return Optional.ofNullable(owners.get(origin));
    }

    @Override
    public List<PartyCode> parties() {
        return List.copyOf(keys.keySet());
    }

    @Override
    public List<ChannelId> channels() {
        return papers.channels();
    }

    @Override
    public List<PartyCode> members(ChannelId channel) {
        Agreement agreement = papers.agreement(channel);
        return agreement.members().stream().map(Member::party).toList();
    }

    @Override
    public RecordKeys recordKeys(PartyCode party) {
        return keyring(party).record().keys();
    }

    @Override
    public Optional<Manifest> manifest(Hash hash) {
        return papers.manifest(hash);
    }

    @Override
    public List<Identity.Hybrid> identities(PartyCode party) {
        return keyring(party).identities(keyring(party).posts());
    }
}
