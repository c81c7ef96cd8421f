package firebreak.sim.world;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Event;
import firebreak.identity.Jws;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Precedence;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A party that turns on the others: up to some moment its node is as honest as any, from then on it says whatever
/// does harm, with its own good keys and in its own record. It takes everything and receipts nothing.
final class Turncoat implements Network.Endpoint {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final World world;
    private final Node node;
    private final Dice dice;

    /// One kind of lie.
    private enum Lie {
        ONE_SIGNATURE,
        BAD_SIGNATURE,
        FOREIGN_KEY,
        FALSE_RECEIPT,
        RECEIPT_BEYOND,
        MISDATED_RECEIPT,
        OTHER_VERSION,
        REPLAY,
        WITHHELD,
        NONSENSE,
        FALSE_VIEW,
        FORK,
        REWRITTEN,
        SPLIT;

        /// Those after which the liar's record can still be one history.
        static final List<Lie> SMALL = List.of(
                ONE_SIGNATURE,
                BAD_SIGNATURE,
                FOREIGN_KEY,
                FALSE_RECEIPT,
                RECEIPT_BEYOND,
                MISDATED_RECEIPT,
                OTHER_VERSION,
                REPLAY,
                WITHHELD,
                NONSENSE,
                FALSE_VIEW);
    }

    Turncoat(World world, Node node, Dice dice) {
        this.world = world;
        this.node = node;
        this.dice = dice;
    }

    void begin(Duration busy) {
        world.agenda().after(dice.between(busy.dividedBy(3), busy), this::turn);
    }

    private void turn() {
        if (!node.running() || node.state().channels().isEmpty()) {
            world.agenda().after(PAUSE, this::turn);
            return;
        }
        world.log(node.party(), "turns on the others");
        List<Channel> channels = List.copyOf(node.state().channels().values());
        node.leave();
        world.network().connect(node.party(), this);
        for (Channel channel : channels) {
            if (channel.own().size() > 0) {
                lieIn(new Forgery(world, node, channel, dice));
            }
        }
    }

    private void lieIn(Forgery forgery) {
        int lies = dice.between(2, 6);
        List<Lie> last = new ArrayList<>(List.of(Lie.FORK, Lie.REWRITTEN, Lie.SPLIT));
        for (int i = 0; i < lies; i++) {
            Lie lie = dice.pick(Lie.SMALL);
            if (lie == Lie.WITHHELD) {
                last.remove(Lie.SPLIT); // views reach up to the first gap
            }
            world.agenda().after(PAUSE.multipliedBy(i), () -> tell(forgery, lie));
        }
        Lie worst = dice.pick(last);
        world.agenda().after(PAUSE.multipliedBy(lies), () -> tell(forgery, worst));
    }

    private void tell(Forgery forgery, Lie lie) {
        world.log(node.party(), "lies: " + lie);
        Note note = note(forgery, forgery.place());
        switch (lie) {
            case ONE_SIGNATURE -> {
                Jws whole = forgery.signedByPost(note);
                spread(forgery, Jws.of(whole.payload(), List.of(dice.pick(whole.lines()))));
            }
            case BAD_SIGNATURE -> spread(forgery, spoiled(forgery.signedByPost(note)));
            case FOREIGN_KEY ->
                spread(forgery, Jws.sign(note.payload(), node.keys().node()));
            case FALSE_RECEIPT ->
                receipt(forgery, forgery.otherHash(), world.agenda().now());
            case RECEIPT_BEYOND ->
                receipt(forgery, forgery.beyond(dice), world.agenda().now());
            case MISDATED_RECEIPT ->
                forgery.known().ifPresent(ref -> receipt(forgery, Optional.of(ref), Instant.EPOCH.plusSeconds(1)));
            case OTHER_VERSION -> spread(forgery, forgery.signedByPost(note(forgery, forgery.wrongPlace())));
            case REPLAY -> forgery.somebodyElses().ifPresent(signed -> spread(forgery, signed));
            case WITHHELD -> {
                forgery.append(forgery.signedByPost(note));
                spread(forgery, forgery.signedByPost(note(forgery, forgery.place())));
            }
            case NONSENSE -> nonsense(forgery);
            case FALSE_VIEW -> spread(forgery, forgery.signedByPost(seeing(note, forgery.falseView())));
            case FORK -> fork(forgery, note);
            case SPLIT -> split(forgery, note);
            case REWRITTEN -> rewritten(forgery, note);
        }
    }

    private void receipt(Forgery forgery, Optional<LeafRef> of, Instant at) {
        of.ifPresent(leaf -> spread(forgery, receipt(forgery, leaf, at)));
    }

    private Jws receipt(Forgery forgery, LeafRef of, Instant at) {
        Statement receipt = new Receipt(
                forgery.place(),
                forgery.author(Optional.empty()),
                at,
                Receipt.Kind.DELIVERED,
                of,
                Optional.empty(),
                View.NOTHING);
        return Jws.sign(receipt.payload(), node.keys().node());
    }

    private static Note seeing(Note note, View view) {
        return new Note(note.place(), note.authors(), note.at(), note.reference(), note.content(), view, view);
    }

    private static Jws spoiled(Jws signed) {
        Jws.Line line = signed.lines().getLast();
        byte[] signature = line.signature().toArray();
        signature[signature.length / 2] ^= 1;
        return Jws.of(
                signed.payload(),
                List.of(
                        signed.lines().getFirst(),
                        new Jws.Line(line.algorithm(), line.keyId(), Bytes.wrap(signature))));
    }

    private Note note(Forgery forgery, Place place) {
        PostCode post = forgery.post();
        return new Note(
                place,
                List.of(forgery.author(Optional.of(post))),
                world.agenda().now(),
                "forged/" + dice.between(1, 999_999),
                new Content(
                        Papers.FREE_TEXT.id(),
                        Papers.FREE_TEXT.hash(),
                        List.of(post),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Precedence.FLASH,
                        Marking.NONE,
                        "en",
                        Json.object()
                                .with("text", "lie " + dice.between(0, 999_999))
                                .build()),
                View.NOTHING,
                View.NOTHING);
    }

    /// Appends and sends to every other member.
    private void spread(Forgery forgery, Jws signed) {
        long index = forgery.append(signed);
        forgery.victims().forEach(victim -> send(victim, forgery.parcel(index)));
    }

    private void nonsense(Forgery forgery) {
        long index = forgery.append(Bytes.ofUtf8("{\"not\":\"canonical\" }"));
        forgery.victims().forEach(victim -> send(victim, forgery.parcel(index)));
    }

    /// Two leaves at one index: every victim gets both, each in another order.
    private void fork(Forgery forgery, Note note) {
        Forgery other = forgery.branch();
        long index = forgery.append(forgery.signedByPost(note));
        other.append(other.signedByPost(note(other, other.place())));
        boolean first = true;
        for (PartyCode victim : forgery.victims()) {
            send(victim, (first ? forgery : other).parcel(index));
            Forgery second = first ? other : forgery;
            world.agenda().after(PAUSE, () -> send(victim, second.parcel(index)));
            first = !first;
        }
    }

    /// A longer record whose earlier leaf is another than the one that was sent.
    private void rewritten(Forgery forgery, Note note) {
        Forgery other = forgery.branch();
        long index = forgery.append(forgery.signedByPost(note));
        other.append(other.signedByPost(note(other, other.place())));
        long next = other.append(other.signedByPost(note(other, other.place())));
        for (PartyCode victim : forgery.victims()) {
            send(victim, forgery.parcel(index));
            world.agenda().after(PAUSE, () -> send(victim, other.parcel(next)));
        }
    }

    /// Two histories that differ in one receipt, which nobody receipts, and go on with one and the same leaf. Each
    /// victim is shown one of them: only what the victims say they hold tells.
    private void split(Forgery forgery, Note note) {
        Optional<LeafRef> known = forgery.known();
        if (known.isEmpty()) {
            fork(forgery, note);
            return;
        }
        Forgery other = forgery.branch();
        Instant now = world.agenda().now();
        long index = forgery.append(receipt(forgery, known.get(), now));
        other.append(receipt(other, known.get(), now.plusSeconds(1)));
        forgery.append(forgery.signedByPost(note));
        other.appendLastOf(forgery);
        boolean first = true;
        for (PartyCode victim : forgery.victims()) {
            Forgery shown = first ? forgery : other;
            send(victim, shown.parcel(index), shown.parcel(index + 1));
            first = !first;
        }
    }

    private void send(PartyCode victim, Parcel... parcels) {
        List<Bytes> bytes = Stream.of(parcels).map(Parcel::bytes).toList();
        send(victim, new Bundle(bytes).bytes(), 30);
    }

    private void send(PartyCode victim, Bytes bundle, int patience) {
        world.network().call(node.party(), victim, new Call.Take(bundle), _ -> {}, _ -> {
            if (patience > 0) {
                world.agenda().after(PAUSE, () -> send(victim, bundle, patience - 1));
            }
        });
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public void serve(PartyCode caller, Call call, Consumer<Call.Reply> reply) {
        switch (call) {
            case Call.Take(Bytes bundle) -> reply.accept(new Call.Outcomes(taken(bundle)));
            case Call.Give _ -> reply.accept(new Call.Given(new Bundle(List.of()).bytes()));
            case Call.Show _ -> reply.accept(new Call.Shown(new Bundle(List.of()).bytes()));
        }
    }

    private static List<Call.Outcome> taken(Bytes bundle) {
        try {
            return Bundle.parse("bundle", bundle).parcels().stream()
                    .map(_ -> new Call.Outcome(Event.Outcome.TAKEN, ""))
                    .toList();
        } catch (FormatException malformed) {
            return List.of();
        }
    }
}
