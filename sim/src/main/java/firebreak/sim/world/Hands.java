package firebreak.sim.world;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Delivery;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Head;
import firebreak.engine.Holding;
import firebreak.engine.Keys;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.Table;
import firebreak.engine.Workshop;
import firebreak.identity.RecordKeys;
import firebreak.identity.Signer;
import firebreak.note.LeafRef;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.Origin;
import firebreak.sim.check.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Carries out the effects of one node, each at a time of its own, so that the node can stop between any two.
final class Hands implements Network.Endpoint {
    private static final int MAX_GIVEN = 64;

    private final Node node;
    private final World world;
    private final Dice dice;
    private final OpenedBefore opened = new OpenedBefore();
    private final Map<Bytes, CheckpointNote> parsed = new HashMap<>();

    Hands(Node node, World world, Dice dice) {
        this.node = node;
        this.world = world;
        this.dice = dice;
    }

    void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Answer(long request, Effect.Result result) -> node.answer(request, result);
            case Effect.Author author -> soon(() -> node.handle(author(author, node.state(), node.disk())));
            case Effect.SignCheckpoint sign -> soon(() -> raiseLease(sign));
            case Effect.Open open -> soon(() -> node.handle(open(open, node.state(), node.disk())));
            case Effect.Send send -> soon(() -> send(send, node.disk()));
            case Effect.Fetch fetch -> soon(() -> fetch(fetch));
            case Effect.AskHolding ask -> soon(() -> askHolding(ask));
            case Effect.Alarm alarm -> soon(() -> world.people().called(node, alarm));
        }
    }

    /// Begins an effect before its step is durable. What is to be sent leaves at once; what handwork gives comes back
    /// after the commit, and not at all when the node stops before it.
    ///
    /// @param state as the step leaves it
    /// @param stored what will be stored
    void begin(Effect early, State state, Lookup stored) {
        switch (early) {
            case Effect.Author author -> comesBack(author(author, state, stored));
            case Effect.Open open -> comesBack(open(open, state, stored));
            case Effect.Send send -> send(send, stored);
            case Effect.SignCheckpoint _, Effect.Fetch _, Effect.AskHolding _, Effect.Alarm _, Effect.Answer _ ->
                carryOut(early); // none of these is early; a variant of the engine says otherwise, and is caught
        }
    }

    private void comesBack(Event result) {
        soon(() -> node.handle(result));
    }

    private void soon(Runnable work) {
        node.later(dice.between(Duration.ZERO, Duration.ofMillis(4)), work);
    }

    private Event author(Effect.Author work, State state, Lookup stored) {
        Optional<Signer> signer = work.signer().isEmpty()
                ? Optional.of(node.keys().node())
                : work.signer().flatMap(post -> postSigner(state, work.channel(), post));
        return Workshop.author(work, state, stored, signer, dice.generator());
    }

    private Optional<Signer> postSigner(State state, ChannelId channel, PostCode post) {
        if (!node.unlocked().contains(post)) {
            return Optional.empty();
        }
        return state.channel(channel)
                .flatMap(in -> state.manifest(in).post(post))
                .flatMap(entry -> node.keys().signing(entry.signing()));
    }

    /// The size is durable outside the home before a signature can leave it.
    private void raiseLease(Effect.SignCheckpoint sign) {
        node.lease().raise(sign);
        soon(() -> signCheckpoint(sign));
    }

    private void signCheckpoint(Effect.SignCheckpoint sign) {
        Origin origin = sign.origin();
        Head head = sign.head();
        Bytes text = new CheckpointSigner(origin, node.keys().record())
                .sign(new Checkpoint(origin, head.size(), head.root()), node.clock())
                .bytes();
        node.handle(new Event.CheckpointSigned(origin, head.size(), text));
    }

    private Event open(Effect.Open open, State state, Lookup stored) {
        return opened.open(open, state, stored, node.keys().identities(node.unlocked()));
    }

    // ---- sending

    private void send(Effect.Send send, Lookup stored) {
        Delivery.Batch batch = send.batch();
        List<Parcel> parcels = parcels(send.channel(), batch.origin(), List.of(batch.range()), stored);
        List<Bytes> bytes = new ArrayList<>();
        for (Parcel parcel : parcels) {
            world.see(new Fact.Left(node.party(), parcel));
            bytes.add(parcel.bytes());
        }
        Bytes bundle = new Bundle(bytes).bytes();
        long first = batch.range().first();
        world.network()
                .call(
                        node.party(),
                        send.member(),
                        new Call.Take(bundle),
                        alive(reply -> node.handle(new Event.ParcelsTaken(
                                send.channel(), send.member(), batch, taken(first, parcels.size(), reply)))),
                        alive(reason -> {
                            node.handle(new Event.SendingFailed(send.channel(), send.member(), batch, reason));
                            world.courier(node.party(), send.member(), bundle);
                        }));
    }

    private static List<Event.Taken> taken(long first, int sent, Call.Reply reply) {
        List<Event.Taken> taken = new ArrayList<>();
        if (reply instanceof Call.Outcomes(List<Call.Outcome> outcomes) && outcomes.size() == sent) {
            for (int i = 0; i < sent; i++) {
                Call.Outcome outcome = outcomes.get(i);
                taken.add(new Event.Taken(first + i, outcome.outcome(), outcome.reason()));
            }
        } else {
            for (int i = 0; i < sent; i++) {
                taken.add(new Event.Taken(first + i, Event.Outcome.LATER, "the answer does not fit what was sent"));
            }
        }
        return taken;
    }

    private <T> Consumer<T> alive(Consumer<T> task) {
        long life = node.life();
        return value -> {
            if (node.running() && node.life() == life) {
                node.guarded(() -> task.accept(value));
            }
        };
    }

    /// Parcels of stored leaves under the newest checkpoint that covers them, and those behind a gap each as it came.
    private List<Parcel> parcels(ChannelId channel, Origin origin, List<IndexRanges.Range> ranges, Lookup stored) {
        try {
            Optional<Bytes> text = stored.get(Table.CHECKPOINT, origin.text());
            List<Parcel> parcels = new ArrayList<>();
            long covered = 0;
            if (text.isPresent()) {
                CheckpointNote checkpoint = checkpoint(text.get());
                covered = checkpoint.checkpoint().size();
                LeafHashes tree = new LeafHashes(leafHashes(origin, covered, stored));
                for (long index : indexes(ranges, 0, covered)) {
                    parcels.add(Workshop.parcel(channel, checkpoint, index, tree, stored));
                }
            }
            for (long index : indexes(ranges, covered, Long.MAX_VALUE)) {
                Workshop.parcelBehindGap(channel, origin, index, stored).ifPresent(parcels::add);
            }
            return parcels;
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back something else: " + damaged.getMessage(), damaged);
        }
    }

    /// The same few checkpoints are read for every parcel; one text is read once.
    private CheckpointNote checkpoint(Bytes text) throws FormatException {
        CheckpointNote known = parsed.get(text);
        if (known == null) {
            known = CheckpointNote.parse("stored checkpoint", text);
            parsed.put(text, known);
        }
        return known;
    }

    private static List<Long> indexes(List<IndexRanges.Range> ranges, long from, long end) {
        return ranges.stream()
                .flatMap(range -> LongStream.range(Math.max(from, range.first()), Math.min(end, range.last() + 1))
                        .boxed())
                .limit(MAX_GIVEN)
                .toList();
    }

    private static List<Hash> leafHashes(Origin origin, long size, Lookup stored) throws FormatException {
        List<Hash> hashes = new ArrayList<>();
        for (long index = 0; index < size; index++) {
            Bytes leaf = stored.get(Table.LEAF, Keys.leaf(origin, index)).orElseThrow();
            hashes.add(Leaf.read("stored leaf", leaf).hash());
        }
        return hashes;
    }

    // ---- asking

    private void fetch(Effect.Fetch fetch) {
        List<PartyCode> sources = new ArrayList<>();
        if (!fetch.owner().equals(node.party())) {
            sources.add(fetch.owner());
        }
        world.members(fetch.channel()).stream()
                .filter(member -> !member.equals(node.party()) && !sources.contains(member))
                .forEach(sources::add);
        IndexRanges wanted = IndexRanges.EMPTY;
        for (IndexRanges.Range range : fetch.missing()) {
            wanted = wanted.with(range);
        }
        fetch(fetch, wanted, sources);
    }

    /// Asks one after the other for what those before did not give.
    private void fetch(Effect.Fetch fetch, IndexRanges wanted, List<PartyCode> sources) {
        if (wanted.isEmpty() || sources.isEmpty()) {
            return;
        }
        Consumer<IndexRanges> next = left -> fetch(fetch, left, sources.subList(1, sources.size()));
        world.network()
                .call(
                        node.party(),
                        sources.getFirst(),
                        new Call.Give(fetch.channel(), fetch.origin(), wanted.ranges()),
                        alive(reply -> {
                            if (reply instanceof Call.Given(Bytes bundle)) {
                                receive(bundle, results -> next.accept(fetch.left(wanted, results)));
                            } else {
                                next.accept(wanted);
                            }
                        }),
                        alive(_ -> next.accept(wanted)));
    }

    /// Parcels that nobody waits to hear about.
    void receive(Bytes bundle) {
        receive(bundle, _ -> {});
    }

    /// @param done told one result for each parcel, in order; none for a malformed bundle
    private void receive(Bytes bundle, Consumer<List<Effect.Result>> done) {
        List<Bytes> parcels;
        try {
            parcels = Bundle.parse("bundle", bundle).parcels();
        } catch (FormatException malformed) {
            done.accept(List.of());
            return;
        }
        Results all = new Results(parcels.size(), done);
        for (int i = 0; i < parcels.size(); i++) {
            int at = i;
            arrive(parcels.get(i), result -> all.set(at, result));
        }
    }

    private void askHolding(Effect.AskHolding ask) {
        Runnable failed = () -> node.handle(new Event.AskingFailed(ask.channel(), ask.member()));
        world.network()
                .call(
                        node.party(),
                        ask.member(),
                        new Call.Show(ask.channel()),
                        alive(reply -> {
                            if (reply instanceof Call.Shown(Bytes checkpoints)) {
                                shown(ask, checkpoints, failed);
                            } else {
                                failed.run();
                            }
                        }),
                        alive(_ -> failed.run()));
    }

    private void shown(Effect.AskHolding ask, Bytes checkpoints, Runnable failed) {
        try {
            RecordKeys own = node.keys().record().keys();
            node.handle(new Event.HoldingShown(ask.channel(), ask.member(), Holding.read(checkpoints, own)));
        } catch (FormatException malformed) {
            failed.run();
        }
    }

    // ---- serving

    @Override
    public boolean up() {
        return node.running();
    }

    @Override
    public void serve(PartyCode caller, Call call, Consumer<Call.Reply> reply) {
        node.guarded(() -> answer(caller, call, reply));
    }

    private void answer(PartyCode caller, Call call, Consumer<Call.Reply> reply) {
        switch (call) {
            case Call.Take(Bytes bundle) -> take(bundle, reply);
            case Call.Give(ChannelId channel, Origin origin, List<IndexRanges.Range> missing) ->
                reply.accept(new Call.Given(give(channel, origin, missing)));
            case Call.Show(ChannelId channel) ->
                node.state()
                        .channel(channel)
                        .ifPresent(found -> reply.accept(new Call.Shown(Holding.show(found, caller, node.disk()))));
        }
    }

    private void take(Bytes bundle, Consumer<Call.Reply> reply) {
        receive(
                bundle,
                results -> reply.accept(
                        new Call.Outcomes(results.stream().map(Hands::outcome).toList())));
    }

    private void arrive(Bytes bytes, Consumer<Effect.Result> done) {
        if (!node.running()) {
            return;
        }
        try {
            Parcel parcel = Parcel.parse("parcel", bytes);
            if (node.state().channel(parcel.channel()).isEmpty()) {
                done.accept(new Effect.Result.Later("this node is not in that channel yet"));
                return;
            }
            switch (world.proving().prove(parcel, node.state())) {
                case ProvedParcel.Result.Refused(String reason) -> done.accept(new Effect.Result.Refused(reason));
                case ProvedParcel.Result.Proved(ProvedParcel proved) ->
                    node.ask(request -> new Event.ParcelArrived(request, proved), result -> {
                        promised(result);
                        done.accept(result);
                    });
            }
        } catch (FormatException malformed) {
            done.accept(new Effect.Result.Refused(malformed.reason()));
        }
    }

    private void promised(Effect.Result result) {
        if (result instanceof Effect.Result.Taken(LeafRef leaf, boolean _)) {
            world.see(new Fact.Promised(node.party(), leaf));
        }
    }

    private static Call.Outcome outcome(Effect.Result result) {
        return switch (result) {
            case Effect.Result.Taken _ -> new Call.Outcome(Event.Outcome.TAKEN, "");
            case Effect.Result.Later(String reason) -> new Call.Outcome(Event.Outcome.LATER, reason);
            case Effect.Result.Refused(String reason) -> new Call.Outcome(Event.Outcome.REFUSED, reason);
            case Effect.Result.Recorded _, Effect.Result.Done _ ->
                throw new IllegalStateException("a parcel was answered with " + result);
        };
    }

    private Bytes give(ChannelId channel, Origin origin, List<IndexRanges.Range> missing) {
        List<Bytes> bytes = new ArrayList<>();
        for (Parcel parcel : parcels(channel, origin, missing, node.disk())) {
            world.see(new Fact.Left(node.party(), parcel));
            bytes.add(parcel.bytes());
        }
        return new Bundle(bytes).bytes();
    }

    /// Gathers the results of a bundle's parcels; tells them when all are there.
    private static final class Results {
        private final List<Optional<Effect.Result>> results;
        private final Consumer<List<Effect.Result>> done;
        private int left;

        Results(int size, Consumer<List<Effect.Result>> done) {
            this.results = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
            this.done = done;
            this.left = size;
            tellIfAll();
        }

        void set(int at, Effect.Result result) {
            results.set(at, Optional.of(result));
            left--;
            tellIfAll();
        }

        private void tellIfAll() {
            if (left == 0) {
                done.accept(results.stream().flatMap(Optional::stream).toList());
            }
        }
    }
}
