package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Opened content is judged against the place where it lies: accepted once, held with its reason, or left
/// until what comes before it is known.
final class Judging {
    private final Turn turn;

    Judging(Turn turn) {
        this.turn = turn;
    }

    void opened(Event.LeafOpened event) {
        Optional<Channel> channel = turn.state.channelWith(event.origin());
        Optional<PeerRecord> record = channel.flatMap(c -> c.peer(event.origin()));
        if (record.isEmpty() || record.get().judged().contains(event.index())) {
            return;
        }
        Leaf leaf = turn.leaf(event.origin(), event.index()).orElseThrow();
        LeafRef ref = new LeafRef(event.origin(), event.index(), leaf.hash());
        switch (event.opening()) {
            case Event.Opening.Locked() -> new Receiving(turn).locked(channel.get(), record.get(), ref, leaf);
            case Event.Opening.Bad(String reason) -> hold(channel.get(), record.get(), ref, leaf, reason);
            case Event.Opening.Good(Opened opened) -> judge(channel.get(), record.get(), ref, leaf, opened);
        }
    }

    private void judge(Channel channel, PeerRecord record, LeafRef ref, Leaf leaf, Opened opened) {
        Statement statement = opened.statement();
        Optional<String> misplaced =
                placeFault(channel, record, ref, leaf, statement).or(() -> contentFault(channel, record, ref, opened));
        if (misplaced.isPresent()) {
            hold(channel, record, ref, leaf, misplaced.get());
            return;
        }
        Optional<InForce> inForce = inForceAt(record, ref.index(), statement);
        Optional<String> revoked = new Revoking(turn).revoked(channel, record, ref, statement);
        if (inForce.isEmpty() || versionsOpen(record, ref.index())) {
            waitForEarlier(channel, ref, leaf);
        } else if (!inForce.get().equals(stated(record, statement))) {
            hold(channel, record, ref, leaf, "it names other versions than those in force at its place in the record");
        } else if (revoked.isPresent()) {
            hold(channel, record, ref, leaf, revoked.get());
        } else if (statement instanceof Receipt receipt && !holds(receipt.of())) {
            await(channel, record, ref, receipt.of());
        } else {
            accept(channel, record, ref, opened);
        }
    }

    /// Whether an earlier leaf that may change the versions in force has not been judged yet.
    private boolean versionsOpen(PeerRecord record, long index) {
        return record.judged().gaps(index).stream()
                .flatMap(gap -> LongStream.rangeClosed(gap.first(), gap.last()).boxed())
                .anyMatch(earlier -> turn.leaf(record.origin(), earlier)
                        .filter(leaf -> leaf.type() != LeafType.NOTE && leaf.type() != LeafType.RECEIPT)
                        .isPresent());
    }

    private boolean holds(LeafRef ref) {
        return turn.leaf(ref.origin(), ref.index()).isPresent();
    }

    /// A receipt may overtake the leaf it names; until that leaf is here nobody can say whether it is true.
    private void await(Channel channel, PeerRecord record, LeafRef receipt, LeafRef named) {
        String key = Keys.awaiting(Keys.leaf(named.origin(), named.index()));
        List<LeafRef> waiting =
                new ArrayList<>(turn.get(Table.STATE, key).map(Awaiting::read).orElse(List.of()));
        if (!waiting.contains(receipt)) {
            waiting.add(receipt);
            turn.put(Table.STATE, key, Awaiting.write(waiting));
        }
        turn.hold(receipt, "it waits for the leaf that it receipts");
        if (channel.peer(named.origin()).isEmpty()) {
            new Receiving(turn).fetchFirst(channel, record.party(), named.origin());
        }
    }

    /// The versions at this place: a first leaf brings its own, which must be versions of this very channel.
    private static Optional<InForce> inForceAt(PeerRecord record, long index, Statement statement) {
        boolean first = statement instanceof Opening || statement instanceof Successor;
        return first ? Optional.of(stated(record, statement)) : record.inForceAt(index);
    }

    private static InForce stated(PeerRecord record, Statement statement) {
        Author author = authorOf(record.party(), statement).orElseThrow();
        return new InForce(statement.place().charter(), statement.place().agreement(), author.manifest());
    }

    private static Optional<Author> authorOf(PartyCode party, Statement statement) {
        return statement.authors().stream()
                .filter(author -> author.party().equals(party))
                .findFirst();
    }

    /// Whether the statement says it belongs where it was found (DESIGN 5: any mismatch is held).
    private Optional<String> placeFault(
            Channel channel, PeerRecord record, LeafRef ref, Leaf leaf, Statement statement) {
        Registry registry = turn.state.registry();
        Optional<Agreement> agreement = registry.agreement(statement.place().agreement());
        Optional<ChannelId> named = registry.channel(statement.place().agreement());
        Optional<Author> author = authorOf(record.party(), statement);
        if (leaf.type() != statement.leafType()) {
            return Optional.of("its leaf announces another type than the signed object has");
        }
        if (!statement.place().channel().equals(channel.id()) || !named.equals(Optional.of(channel.id()))) {
            return Optional.of("it belongs to another channel");
        }
        if (agreement.isEmpty() || statement.place().mode() != agreement.get().mode()) {
            return Optional.of("it mixes live and exercise");
        }
        if (statement.place().charter().isPresent()
                && registry.firstCharter(statement.place().charter().get()).isEmpty()) {
            return Optional.of("it names a charter version " + Opened.NOT_KNOWN);
        }
        if (!charterFits(agreement.get(), statement)) {
            return Optional.of("it belongs to another charter");
        }
        if (author.isEmpty() || !author.get().origin().equals(record.origin())) {
            return Optional.of("it was signed for another record");
        }
        boolean first = statement instanceof Opening || statement instanceof Successor;
        return first == (ref.index() == 0)
                ? Optional.empty()
                : Optional.of("openings and successors, and nothing else, stand at the beginning of a record");
    }

    private boolean charterFits(Agreement agreement, Statement statement) {
        Optional<Hash> first = statement.place().charter().flatMap(turn.state.registry()::firstCharter);
        return first.equals(agreement.charter());
    }

    private Optional<String> contentFault(Channel channel, PeerRecord record, LeafRef ref, Opened opened) {
        Statement statement = opened.statement();
        Agreement agreement =
                turn.state.registry().agreement(statement.place().agreement()).orElseThrow();
        return switch (statement) {
            case Note note -> noteFault(agreement, note);
            case Receipt receipt -> receiptFault(channel, agreement, record, receipt);
            case Opening opening -> keysFault(agreement, record, opening.keys().equals(memberKeys(agreement, record)));
            case Successor successor ->
                keysFault(agreement, record, successor.keys().equals(memberKeys(agreement, record)))
                        .or(() -> successorFault(channel, record, opened));
            case Adoption adoption -> adoptionFault(channel, record, ref, adoption);
        };
    }

    private static RecordKeys memberKeys(Agreement agreement, PeerRecord record) {
        return agreement.member(record.party()).map(Member::record).orElseThrow();
    }

    private static Optional<String> keysFault(Agreement agreement, PeerRecord record, boolean same) {
        boolean member = agreement.member(record.party()).isPresent();
        return member && same ? Optional.empty() : Optional.of("it opens a record with other keys than agreed");
    }

    private static Optional<String> noteFault(Agreement agreement, Note note) {
        for (Author author : note.authors()) {
            boolean speaks = agreement
                    .member(author.party())
                    .filter(member ->
                            author.post().filter(member.posts()::contains).isPresent())
                    .isPresent();
            if (!speaks) {
                return Optional.of("its author does not speak in this channel");
            }
        }
        return ContentCheck.fault(agreement, note.content());
    }

    private Optional<String> receiptFault(Channel channel, Agreement agreement, PeerRecord record, Receipt receipt) {
        Optional<PostCode> post = receipt.author().post();
        boolean speaks = agreement
                .member(record.party())
                .filter(member -> post.isEmpty() || member.posts().contains(post.get()))
                .isPresent();
        if (!speaks) {
            return Optional.of("its author does not speak in this channel");
        }
        Optional<ChannelId> home = turn.state.channelWith(receipt.of().origin()).map(Channel::id);
        boolean elsewhere = home.filter(id -> !id.equals(channel.id())).isPresent();
        if (elsewhere || receipt.of().origin().equals(record.origin())) {
            return Optional.of("it receipts a leaf that is not in another record of this channel");
        }
        Optional<Leaf> leaf = turn.leaf(receipt.of().origin(), receipt.of().index());
        OwnRecord own = channel.own();
        boolean known = own.origin().equals(receipt.of().origin()) && own.standing() == OwnRecord.Standing.OPEN;
        if (leaf.isEmpty()) { // a restored node does not know yet how far its own record went
            return known ? Optional.of("it receipts a leaf that this record does not have") : Optional.empty();
        }
        if (leaf.get().hash().equals(receipt.of().leaf())) {
            return leaf.get().type() == LeafType.RECEIPT ? Optional.of("it receipts a receipt") : Optional.empty();
        }
        askForOther(channel, record, receipt.of());
        return Optional.of("it receipts another leaf than the one at that place");
    }

    /// Somebody says that another leaf stands where this node holds one. If its owner has shown two, the parcel
    /// that the other holds is the proof.
    private void askForOther(Channel channel, PeerRecord record, LeafRef named) {
        if (channel.peer(named.origin()).filter(peer -> !peer.forked()).isPresent()) {
            turn.effect(new Effect.Fetch(
                    channel.id(),
                    record.party(),
                    named.origin(),
                    List.of(new IndexRanges.Range(named.index(), named.index()))));
        }
    }

    /// A record has one successor and a generation one record: a second one is evidence against its owner. The first
    /// stays in force here; both signed objects are kept.
    private Optional<String> successorFault(Channel channel, PeerRecord record, Opened opened) {
        boolean own = record.party().equals(turn.state.self(channel));
        if (own || !(opened.statement() instanceof Successor successor)) {
            return Optional.empty();
        }
        Optional<PeerRecord> rival = channel.recordsOf(record.party()).stream()
                .filter(other -> !other.origin().equals(record.origin()))
                .filter(other -> turn.get(Table.BODY, Keys.leaf(other.origin(), 0))
                        .map(Stored::statement)
                        .filter(first -> first instanceof Successor earlier && rivals(earlier, successor))
                        .isPresent())
                .findFirst();
        rival.ifPresent(other -> {
            turn.put(Table.EVIDENCE, successorKey(record), opened.signed().bytes());
            turn.get(Table.BODY, Keys.leaf(other.origin(), 0))
                    .ifPresent(body -> turn.put(
                            Table.EVIDENCE,
                            successorKey(other),
                            Stored.signed(body).bytes()));
            turn.state = turn.state.with(turn.current(channel).with(record.markForked()));
        });
        return rival.map(_ -> "another successor of the same record is known: two are evidence against their owner");
    }

    private static boolean rivals(Successor one, Successor other) {
        return one.previous().equals(other.previous())
                || one.author().generation() == other.author().generation();
    }

    private static String successorKey(PeerRecord record) {
        return "successor/" + record.origin().text();
    }

    private Optional<String> adoptionFault(Channel channel, PeerRecord record, LeafRef ref, Adoption adoption) {
        if (adoption.adopted() instanceof Adoption.Adopted.Revocation(Hash hash, var good)) {
            return new Revoking(turn).fault(record, ref.index(), hash, good);
        }
        if (!(adoption.adopted() instanceof Adoption.Adopted.Document(Adoption.Kind kind, Hash hash))) {
            return Optional.empty();
        }
        Registry registry = turn.state.registry();
        boolean fits = switch (kind) {
            case CHARTER ->
                registry.firstCharter(hash).isPresent()
                        && registry.firstCharter(hash)
                                .equals(adoption.place().charter().flatMap(registry::firstCharter));
            case AGREEMENT -> registry.channel(hash).equals(Optional.of(channel.id()));
            case MANIFEST ->
                registry.manifest(hash)
                        .filter(manifest -> manifest.party().equals(record.party()))
                        .isPresent();
        };
        return fits ? Optional.empty() : Optional.of("it adopts a version " + Opened.NOT_KNOWN);
    }

    private void accept(Channel channel, PeerRecord record, LeafRef ref, Opened opened) {
        Statement statement = opened.statement();
        turn.put(
                Table.BODY,
                Keys.leaf(ref.origin(), ref.index()),
                Body.write(opened.salt(), opened.signed().bytes()));
        turn.letGo(ref.origin(), ref.index());
        PeerRecord judged = versioned(record.judged(ref.index()), ref.index(), statement);
        turn.state = turn.state.with(turn.current(channel).with(judged));
        revoking(channel, ref, statement);
        turn.said(channel, ref, statement);
        receipt(channel, ref, statement.leafType(), Receipt.Kind.DELIVERED, Optional.empty());
        boolean own = record.party().equals(turn.state.self(channel));
        if (!own) {
            new Delivering(turn).learned(turn.current(channel), record.party(), statement);
            new Comparing(turn).heard(turn.current(channel), record.party(), ref, statement);
            new Continuing(turn).named(turn.current(channel), record.party(), statement.view());
        }
        switch (statement) {
            case Note note -> {
                if (!own) {
                    turn.effect(new Effect.Alarm(
                            channel.id(), ref, Optional.of(note.content().precedence())));
                }
            }
            case Opening _, Adoption _ -> reopen(channel, ref);
            case Successor successor -> {
                reopen(channel, ref);
                if (own) {
                    new Continuing(turn).kin(turn.current(channel), ref.origin(), successor);
                }
            }
            case Receipt _ -> {}
        }
    }

    private void revoking(Channel channel, LeafRef ref, Statement statement) {
        if (statement instanceof Adoption adoption
                && adoption.adopted() instanceof Adoption.Adopted.Revocation(Hash hash, var good)) {
            Revoked adopted = new Revoked(ref.origin(), ref.index(), adoption.at(), hash, good);
            turn.state = turn.state.with(turn.current(channel).with(adopted));
        }
    }

    private void reopen(Channel channel, LeafRef ref) {
        Channel now = turn.current(channel);
        new Receiving(turn).reopen(now, now.peer(ref.origin()).orElseThrow());
    }

    private static PeerRecord versioned(PeerRecord record, long index, Statement statement) {
        return switch (statement) {
            case Opening _, Successor _ -> record.from(0, stated(record, statement));
            case Adoption adoption ->
                record.from(index + 1, stated(record, statement).adopting(adoption.adopted()));
            case Note _, Receipt _ -> record;
        };
    }

    private void hold(Channel channel, PeerRecord record, LeafRef ref, Leaf leaf, String reason) {
        boolean news = turn.hold(ref, reason);
        boolean mayHeal = reason.endsWith(Opened.NOT_KNOWN);
        if (!mayHeal) {
            turn.state = turn.state.with(turn.current(channel).with(record.judged(ref.index())));
        }
        if (news) {
            receipt(channel, ref, leaf.type(), Receipt.Kind.HELD, Optional.of(reason));
        }
    }

    /// People have looked at what is held for good. What may still clear, because it waits or names what is not known
    /// here yet, stays in view. The leaf stays in the mirror either way.
    void dismiss(Event.DismissHeld dismiss) {
        Origin origin = dismiss.origin();
        Optional<PeerRecord> record = turn.state.channelWith(origin).flatMap(channel -> channel.peer(origin));
        if (record.isEmpty() || !turn.state.held().contains(origin, dismiss.index())) {
            turn.refuse(dismiss.request(), "this leaf is not held here: perhaps it has cleared, or was seen before");
        } else if (!record.get().judged().contains(dismiss.index())) {
            turn.refuse(dismiss.request(), "it may still clear by itself: it stays in view until then");
        } else {
            turn.letGo(origin, dismiss.index());
            turn.answer(dismiss.request(), new Effect.Result.Done("seen"));
        }
    }

    /// Stored and receipted, judged when the leaves before it have come.
    void waitForEarlier(Channel channel, LeafRef ref, Leaf leaf) {
        turn.hold(ref, "it waits for earlier leaves of its record");
        receipt(channel, ref, leaf.type(), Receipt.Kind.DELIVERED, Optional.empty());
    }

    /// Receipts are recorded but never receipted; one delivered receipt a leaf, a held one for each reason.
    private void receipt(Channel channel, LeafRef ref, LeafType type, Receipt.Kind kind, Optional<String> reason) {
        PeerRecord record = turn.current(channel).peer(ref.origin()).orElseThrow();
        boolean said = kind == Receipt.Kind.DELIVERED && record.receipted().contains(ref.index());
        boolean own = record.party().equals(turn.state.self(channel));
        if (type == LeafType.RECEIPT || said || own) {
            return;
        }
        if (kind == Receipt.Kind.DELIVERED) {
            turn.state = turn.state.with(turn.current(channel).with(record.receipted(ref.index())));
        }
        new Authoring(turn).receipt(turn.current(channel), Optional.empty(), kind, ref, reason, Work.NOBODY);
    }
}
