package firebreak.engine;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.View;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/// One real engine, its store and its high-water file in memory. Effects are carried out one after the other when
/// [#work] is called.
public final class TestNode {
    private final Federation line;
    private final PartyCode party;
    public State state = State.EMPTY;
    private TestStore store = new TestStore(Map.of());
    private final Map<Origin, HighWater.Mark> marks = new TreeMap<>();
    private boolean whole = true;
    private final Deque<Effect> due = new ArrayDeque<>();
    final List<Effect> seen = new ArrayList<>();
    final List<Write> wrote = new ArrayList<>();
    private final Map<Long, Effect.Result> answers = new TreeMap<>();
    private long requests;
    private long released;

    /// Neither reaches others nor is reached.
    public boolean cutOff;

    boolean locked;

    /// Indexes of leaves of others for which it says "later".
    LongPredicate putsOff = _ -> false;

    TestNode(Federation line, PartyCode party) {
        this.line = line;
        this.party = party;
    }

    // ---- its life

    void start() {
        due.clear();
        try {
            state = StateRows.load(store);
        } catch (FormatException damaged) {
            throw new AssertionError(damaged);
        }
        step(new Event.Started(new HighWater(whole, List.copyOf(marks.values()))));
        unlock(!locked);
        step(new Event.JoinCharter(
                ++requests, line.signedCharter(), line.charter().hash(), party));
        line.documents().forEach(this::admit);
    }

    void admit(Jws document) {
        step(new Event.AdmitDocument(++requests, document));
    }

    void unlock(boolean open) {
        locked = !open;
        step(new Event.PostsUnlocked(open ? Set.of(Federation.post(party)) : Set.of()));
    }

    Map<String, Bytes> copy() {
        return store.copy();
    }

    /// The home is put back from a copy and the node started.
    void restore(Map<String, Bytes> home) {
        store = new TestStore(home);
        start();
        line.settle();
    }

    void loseHighWater() {
        marks.clear();
        whole = false;
    }

    /// The home is put back as it is, its high-water file is lost: the node goes on in a successor record.
    public void restore() {
        loseHighWater();
        restore(copy());
    }

    /// As if it had let nothing out yet.
    void newHighWater() {
        marks.clear();
        whole = true;
    }

    void tick() {
        step(new Event.Ticked());
    }

    void release(Content content) {
        release(content, View.NOTHING);
    }

    void release(Content content, View drafted) {
        released = ++requests;
        step(new Event.ReleaseNote(released, line.channel, Federation.post(party), content, drafted));
    }

    public void receipt(Receipt.Kind kind, LeafRef of) {
        released = ++requests;
        step(new Event.GiveReceipt(released, line.channel, Federation.post(party), kind, of));
        line.settle();
        lastRecorded();
    }

    public void recordJoint(Jws note) {
        released = ++requests;
        step(new Event.RecordJointNote(released, line.channel, note));
        line.settle();
        lastRecorded();
    }

    /// The whole machine, its high-water file included.
    record Machine(Map<String, Bytes> store, Map<Origin, HighWater.Mark> marks) {}

    Machine machine() {
        return new Machine(copy(), new TreeMap<>(marks));
    }

    /// A copy of the whole machine goes on from where it was taken.
    void become(Machine clone) {
        marks.clear();
        marks.putAll(clone.marks());
        restore(clone.store());
    }

    /// @throws AssertionError when what was last said here is not on record
    LeafRef lastRecorded() {
        if (answers.get(released) instanceof Effect.Result.Recorded(LeafRef leaf, String _)) {
            return leaf;
        }
        throw new AssertionError("not recorded: " + answers.get(released));
    }

    // ---- what can be looked at

    public Channel channel() {
        return state.channel(line.channel).orElseThrow();
    }

    public OwnRecord own() {
        return channel().own();
    }

    /// Where this node's statements lie.
    Place place() {
        return opening().place();
    }

    /// Its post, as the author of a statement.
    Author author() {
        Author node = opening().authors().getFirst();
        return new Author(
                party, Optional.of(Federation.post(party)), node.manifest(), node.origin(), node.generation());
    }

    private Statement opening() {
        return statements(own().origin()).getFirst();
    }

    void damage(Table table, LeafRef leaf) {
        store.damage(table, leaf);
    }

    public Optional<Bytes> get(Table table, String key) {
        return store.get(table, key);
    }

    public StoreView stored() {
        return store;
    }

    Optional<Bytes> get(Table table, LeafRef leaf) {
        return get(table, Keys.leaf(leaf.origin(), leaf.index()));
    }

    /// The statements a node has of a record, in their order.
    List<Statement> statements(Origin origin) {
        return store.all(Table.BODY, Keys.leaf(origin, 0), Keys.end(origin)).stream()
                .map(row -> Stored.statement(row.value()))
                .toList();
    }

    List<String> keys(Table table) {
        return store.keys(table);
    }

    String held(LeafRef leaf) {
        try {
            return get(Table.HELD, leaf).orElse(Bytes.EMPTY).utf8("reason");
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    // ---- its shell

    void step(Event event) {
        Step step = Engine.step(state, event, this::get, line.now, line.random);
        wrote.addAll(step.writes());
        store.commit(step.writes());
        state = step.state();
        for (Effect effect : step.effects()) {
            seen.add(effect);
            if (effect instanceof Effect.Answer(long request, Effect.Result result)) {
                answers.put(request, result);
            } else {
                due.add(effect);
            }
        }
    }

    boolean work() {
        List<Effect> now = new ArrayList<>(due);
        due.clear();
        now.forEach(this::carryOut);
        return !now.isEmpty();
    }

    private void carryOut(Effect effect) {
        Federation.Keys keys = line.keys(party);
        switch (effect) {
            case Effect.Author author -> {
                Optional<Signer> post = locked ? Optional.empty() : Optional.of(keys.post());
                step(Workshop.author(
                        author,
                        state,
                        this::get,
                        author.signer().isPresent() ? post : Optional.of(keys.node()),
                        line.random));
            }
            case Effect.SignCheckpoint sign -> sign(sign, keys);
            case Effect.Open open -> {
                List<Identity.Hybrid> identities = locked ? List.of() : List.of(keys.recipient());
                step(Workshop.open(open, state, Federation.FORMS, this::get, identities));
            }
            case Effect.Send send -> send(send);
            case Effect.Fetch fetch -> fetch(fetch);
            case Effect.AskHolding ask -> ask(ask);
            case Effect.Alarm _, Effect.Answer _ -> {}
        }
    }

    private void sign(Effect.SignCheckpoint sign, Federation.Keys keys) {
        marks.put(
                sign.origin(),
                new HighWater.Mark(
                        sign.channel(),
                        sign.origin(),
                        sign.generation(),
                        sign.head().size()));
        Bytes text = new CheckpointSigner(sign.origin(), keys.record())
                .sign(
                        new Checkpoint(
                                sign.origin(), sign.head().size(), sign.head().root()),
                        line.now)
                .bytes();
        step(new Event.CheckpointSigned(sign.origin(), sign.head().size(), text));
    }

    private boolean reaches(PartyCode other) {
        return !cutOff && !line.node(other).cutOff;
    }

    private void send(Effect.Send send) {
        if (!reaches(send.member())) {
            step(new Event.SendingFailed(send.channel(), send.member(), send.batch(), "cut off"));
            return;
        }
        List<Event.Taken> taken = new ArrayList<>();
        IndexRanges.Range range = send.batch().range();
        TestNode member = line.node(send.member());
        for (Parcel parcel : parcels(send.batch().origin(), range)) {
            long index = range.first() + taken.size();
            taken.add(
                    member.putsOff.test(index)
                            ? new Event.Taken(index, Event.Outcome.LATER, "not now")
                            : new Event.Taken(index, member.take(parcel), ""));
        }
        step(new Event.ParcelsTaken(send.channel(), send.member(), send.batch(), taken));
    }

    private void fetch(Effect.Fetch fetch) {
        for (PartyCode member : line.agreement.members().stream()
                .map(firebreak.charter.Member::party)
                .filter(other -> !other.equals(party) && reaches(other))
                .toList()) {
            for (IndexRanges.Range range : fetch.missing()) {
                line.node(member).parcels(fetch.origin(), range).forEach(this::take);
            }
        }
    }

    private void ask(Effect.AskHolding ask) {
        TestNode other = line.node(ask.member());
        if (!reaches(ask.member()) || other.state.channel(line.channel).isEmpty()) {
            step(new Event.AskingFailed(ask.channel(), ask.member()));
            return;
        }
        try {
            Bytes shown = other.holding(party);
            step(new Event.HoldingShown(
                    ask.channel(),
                    ask.member(),
                    Holding.read(shown, line.keys(party).record().keys())));
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// What this node shows of the records of another.
    Bytes holding(PartyCode owner) {
        return Holding.show(channel(), owner, store);
    }

    /// What this node can prove of one leaf.
    Parcel parcel(LeafRef leaf) {
        return parcels(leaf.origin(), new IndexRanges.Range(leaf.index(), leaf.index()))
                .getFirst();
    }

    /// The newest leaf of its own record.
    LeafRef last() {
        long index = own().size() - 1;
        return new LeafRef(own().origin(), index, leaf(own().origin(), index).hash());
    }

    /// What this node can prove of a record, own or mirrored.
    List<Parcel> parcels(Origin origin, IndexRanges.Range range) {
        try {
            List<Parcel> parcels = new ArrayList<>();
            long covered = 0;
            Optional<Bytes> text = get(Table.CHECKPOINT, origin.text());
            if (text.isPresent()) {
                CheckpointNote note = CheckpointNote.parse("", text.get());
                covered = note.checkpoint().size();
                List<Hash> leaves = new ArrayList<>();
                for (long index = 0; index < covered; index++) {
                    leaves.add(leaf(origin, index).hash());
                }
                for (long index = range.first(); index <= range.last() && index < covered; index++) {
                    parcels.add(Workshop.parcel(line.channel, note, index, new LeafHashes(leaves), this::get));
                }
            }
            for (long index = Math.max(covered, range.first()); index <= range.last(); index++) {
                Workshop.parcelBehindGap(line.channel, origin, index, this::get).ifPresent(parcels::add);
            }
            return parcels;
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Leaf leaf(Origin origin, long index) {
        try {
            return Leaf.read("", get(Table.LEAF, Keys.leaf(origin, index)).orElseThrow());
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    Event.Outcome take(Parcel parcel) {
        if (!(Workshop.prove(parcel, state) instanceof ProvedParcel.Result.Proved(ProvedParcel proved))) {
            return Event.Outcome.REFUSED;
        }
        step(new Event.ParcelArrived(++requests, proved));
        return switch (Objects.requireNonNull(answers.get(requests))) {
            case Effect.Result.Taken _ -> Event.Outcome.TAKEN;
            case Effect.Result.Later _ -> Event.Outcome.LATER;
            default -> Event.Outcome.REFUSED;
        };
    }
}
