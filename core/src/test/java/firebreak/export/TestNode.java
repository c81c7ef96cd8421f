package firebreak.export;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.Engine;
import firebreak.engine.Event;
import firebreak.engine.HighWater;
import firebreak.engine.Holding;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.Step;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Workshop;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Place;
import firebreak.note.Receipt;
import firebreak.note.View;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.Origin;
import firebreak.record.Tiles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One real engine with its store in memory. Effects are carried out one after the other when [#work] is called.
final class TestNode {
    private final World world;
    final PartyCode party;
    private final PostCode post;
    State state = State.EMPTY;
    Map<String, Bytes> store = new TreeMap<>();
    private Deque<Effect> due = new ArrayDeque<>();
    private final Map<Long, Effect.Result> answers = new HashMap<>();
    private long requests;
    /// Parcels are neither sent nor taken.
    boolean cutOff;

    TestNode(World world, PartyCode party) {
        this.world = world;
        this.party = party;
        this.post = new PostCode(party + "-MOD");
        step(new Event.Started(HighWater.NEW));
        step(new Event.PostsUnlocked(Set.of(post)));
    }

    Optional<Bytes> get(Table table, String key) {
        return Optional.ofNullable(store.get(table + " " + key));
    }

    void step(Event event) {
        Step step = Engine.step(state, event, this::get, world.now, world.random);
        for (Write write : step.writes()) {
            switch (write) {
                case Write.Put(Table table, String key, Bytes value) -> store.put(table + " " + key, value);
                case Write.Delete(Table table, String key) -> store.remove(table + " " + key);
            }
        }
        state = step.state();
        due.addAll(step.effects());
    }

    void join(Jws charter, Hash fingerprint) {
        step(new Event.JoinCharter(++requests, charter, fingerprint, party));
    }

    void admit(Jws document) {
        step(new Event.AdmitDocument(++requests, document));
    }

    Channel channel() {
        return state.channel(world.channel).orElseThrow();
    }

    Origin origin() {
        return channel().own().origin();
    }

    Place place() {
        return firebreak.engine.Stored.statement(
                        get(Table.BODY, Keys.leaf(origin(), 0)).orElseThrow())
                .place();
    }

    Author author() {
        Author node = firebreak.engine.Stored.statement(
                        get(Table.BODY, Keys.leaf(origin(), 0)).orElseThrow())
                .authors()
                .getFirst();
        return new Author(party, Optional.of(post), node.manifest(), node.origin(), node.generation());
    }

    LeafRef release(Content content) {
        step(new Event.ReleaseNote(++requests, world.channel, post, content, View.NOTHING));
        return recorded();
    }

    LeafRef receipt(Receipt.Kind kind, LeafRef of) {
        step(new Event.GiveReceipt(++requests, world.channel, post, kind, of));
        return recorded();
    }

    LeafRef recordJoint(Jws note) {
        step(new Event.RecordJointNote(++requests, world.channel, note));
        return recorded();
    }

    private LeafRef recorded() {
        long request = requests;
        while (!answers.containsKey(request)) {
            if (!work()) {
                throw new AssertionError("nothing more to do and no answer");
            }
        }
        if (answers.get(request) instanceof Effect.Result.Recorded(LeafRef leaf, String _)) {
            return leaf;
        }
        throw new AssertionError("not recorded: " + answers.get(request));
    }

    /// Carries out what is due.
    boolean work() {
        if (due.isEmpty()) {
            return false;
        }
        List<Effect> now = new ArrayList<>(due);
        due.clear();
        now.forEach(this::carryOut);
        return true;
    }

    private void carryOut(Effect effect) {
        World.Keys keys = world.keys(party);
        switch (effect) {
            case Effect.Author author -> {
                Signer signer = author.signer().isPresent() ? keys.post() : keys.node();
                step(Workshop.author(author, state, this::get, Optional.of(signer), world.random));
            }
            case Effect.SignCheckpoint(var _, Origin origin, int _, var head) -> {
                Bytes text = new CheckpointSigner(origin, keys.record())
                        .sign(new Checkpoint(origin, head.size(), head.root()), world.now)
                        .bytes();
                step(new Event.CheckpointSigned(origin, head.size(), text));
            }
            case Effect.Open open ->
                step(Workshop.open(open, state, World.FORMS, this::get, List.of(keys.recipient())));
            case Effect.Send send -> send(send);
            case Effect.AskHolding ask -> ask(ask);
            case Effect.Answer(long request, Effect.Result result) -> answers.put(request, result);
            default -> {} // people, gaps and frames: nothing here waits for them
        }
    }

    private void ask(Effect.AskHolding ask) {
        TestNode to = world.node(ask.member());
        if (cutOff || to.cutOff) {
            step(new Event.AskingFailed(ask.channel(), ask.member()));
            return;
        }
        try {
            Bytes shown = Holding.show(to.channel(), party, to.reader());
            step(new Event.HoldingShown(
                    ask.channel(),
                    ask.member(),
                    Holding.read(shown, world.keys(party).record().keys())));
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void send(Effect.Send send) {
        TestNode to = world.node(send.member());
        if (cutOff || to.cutOff) {
            step(new Event.SendingFailed(send.channel(), send.member(), send.batch(), "cut off"));
            return;
        }
        List<Event.Taken> taken = new ArrayList<>();
        for (long index = send.batch().range().first();
                index <= send.batch().range().last();
                index++) {
            taken.add(new Event.Taken(index, to.take(parcel(send.batch().origin(), index)), ""));
        }
        step(new Event.ParcelsTaken(send.channel(), send.member(), send.batch(), taken));
    }

    private Parcel parcel(Origin origin, long index) {
        try {
            CheckpointNote note = CheckpointNote.parse(
                    "", get(Table.CHECKPOINT, origin.text()).orElseThrow());
            List<Hash> leaves = new ArrayList<>();
            for (long i = 0; i < note.checkpoint().size(); i++) {
                leaves.add(Leaf.read("", get(Table.LEAF, Keys.leaf(origin, i)).orElseThrow())
                        .hash());
            }
            return Workshop.parcel(world.channel, note, index, Tiles.of(new LeafHashes(leaves)), this::get);
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Event.Outcome take(Parcel parcel) {
        if (!(Workshop.prove(parcel, state) instanceof ProvedParcel.Result.Proved(ProvedParcel proved))) {
            return Event.Outcome.REFUSED;
        }
        step(new Event.ParcelArrived(++requests, proved));
        long request = requests;
        List<Effect> others = new ArrayList<>();
        due.forEach(effect -> {
            if (effect instanceof Effect.Answer(long answered, Effect.Result result)) {
                answers.put(answered, result);
            } else {
                others.add(effect);
            }
        });
        due = new ArrayDeque<>(others);
        return switch (Objects.requireNonNull(answers.get(request))) {
            case Effect.Result.Taken _ -> Event.Outcome.TAKEN;
            case Effect.Result.Later _ -> Event.Outcome.LATER;
            default -> Event.Outcome.REFUSED;
        };
    }

    /// Stops and starts again from what is stored, with an empty lease: continues in a successor record.
    void restore() {
        try {
            state = StateRows.load(reader());
        } catch (FormatException damaged) {
            throw new AssertionError(damaged);
        }
        due.clear();
        step(new Event.Started(HighWater.LOST));
        step(new Event.PostsUnlocked(Set.of(post)));
        world.settle();
    }

    /// The store as the engine reads it back.
    private StoreView reader() {
        return new StoreView() {
            @Override
            public Optional<Bytes> get(Table table, String key) {
                return TestNode.this.get(table, key);
            }

            @Override
            public List<Entry> range(Table table, String from, String to, int limit) {
                return store.entrySet().stream()
                        .filter(row -> row.getKey().startsWith(table + " "))
                        .map(row ->
                                new Entry(row.getKey().substring(table.name().length() + 1), row.getValue()))
                        .filter(row ->
                                row.key().compareTo(from) >= 0 && row.key().compareTo(to) < 0)
                        .limit(limit)
                        .toList();
            }
        };
    }
}
