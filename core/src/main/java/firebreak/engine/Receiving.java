package firebreak.engine;

import firebreak.carriage.ProvedParcel;
import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Proved parcels coming in: each is taken once, gaps become visible, contradictions become evidence.
final class Receiving {
    /// How long a gap may stand before others are asked: parcels often overtake each other for a moment.
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int MAX_RECORDS_PER_PARTY = 64;
    private static final int OPEN_AT_ONCE = 256;

    private final Turn turn;

    Receiving(Turn turn) {
        this.turn = turn;
    }

    void arrived(Event.ParcelArrived arrived) {
        ProvedParcel parcel = arrived.parcel();
        Optional<Channel> channel = turn.state.channel(parcel.parcel().channel());
        if (channel.isEmpty()) {
            later(arrived, "this node is not in that channel yet");
            return;
        }
        Agreement agreement = turn.state.agreement(channel.get());
        if (agreement.member(parcel.party()).isEmpty()) {
            turn.refuse(arrived.request(), parcel.party() + " is not a member of the channel");
            return;
        }
        new Delivering(turn).heard(channel.get(), parcel.party());
        channel = turn.state.channel(parcel.parcel().channel());
        if (new Mending(turn).mends(arrived, channel.get())) {
            return;
        }
        if (channel.get().own().origin().equals(parcel.origin())) {
            ownComesBack(arrived, channel.get());
            return;
        }
        Optional<PeerRecord> record = recordFor(channel.get(), parcel);
        if (record.isEmpty()) {
            fetchFirst(channel.get(), parcel.party(), parcel.origin());
            later(arrived, "the first leaf of that record is missing here");
        } else if (record.get().held().contains(parcel.index())) {
            again(arrived, channel.get(), record.get());
        } else if (contradicts(channel.get(), record.get(), parcel)) { // before anything of it is stored
            turn.refuse(arrived.request(), "it contradicts what this record's owner signed before; kept as evidence");
        } else {
            takeUnlessFull(arrived, channel.get(), record.get());
        }
    }

    /// What this node has lost of its own is never kept back.
    private void takeUnlessFull(Event.ParcelArrived arrived, Channel channel, PeerRecord record) {
        int most = turn.state.agreement(channel).quotas().heldItems();
        boolean own = record.party().equals(turn.state.self(channel));
        Optional<String> full = own
                ? Optional.empty()
                : turn.state.held().full(channel, record, arrived.parcel().index(), most);
        if (full.isPresent()) {
            later(arrived, full.get());
        } else {
            take(arrived, channel, record);
        }
    }

    /// Asks for the beginning of a record that is not known here, though somebody speaks of it: its owner may believe
    /// that this node has it, from before its disk lost it.
    void fetchFirst(Channel channel, PartyCode from, Origin origin) {
        turn.effect(new Effect.Fetch(channel.id(), from, origin, List.of(new IndexRanges.Range(0, 0))));
    }

    private void later(Event.ParcelArrived arrived, String reason) {
        turn.answer(arrived.request(), new Effect.Result.Later(reason));
    }

    /// A parcel of the own record, shown by another: known, or a sign that this store is older than the record.
    private void ownComesBack(Event.ParcelArrived arrived, Channel channel) {
        ProvedParcel parcel = arrived.parcel();
        boolean known = turn.leaf(parcel.origin(), parcel.index())
                .filter(leaf -> leaf.equals(parcel.parcel().leaf()))
                .isPresent();
        Head shown = new Head(parcel.checkpoint().size(), parcel.checkpoint().root());
        OwnRecord own = channel.own();
        boolean within = shown.size() <= own.size();
        boolean same = within
                && rootAt(own.frontier(), own.frontier(), parcel, shown.size()).equals(shown.root());
        if (known && same) {
            turn.answer(arrived.request(), new Effect.Result.Taken(parcel.ref(), true));
            return;
        }
        if (within) { // signed with this node's own keys: somebody else has them too, or a copy of its home
            keep(parcel);
        }
        new Continuing(turn).doubt(channel, shown);
        later(arrived, "this node's own record is longer than its store: it continues in a successor record");
    }

    /// The mirror a parcel belongs to; a new one for the first leaf of a successor record.
    private Optional<PeerRecord> recordFor(Channel channel, ProvedParcel parcel) {
        Optional<PeerRecord> known = channel.peer(parcel.origin());
        if (known.isPresent()) {
            return known.filter(record -> record.party().equals(parcel.party()));
        }
        boolean opens = parcel.index() == 0 && parcel.parcel().leaf().type() == LeafType.SUCCESSOR;
        return opens && channel.recordsOf(parcel.party()).size() < MAX_RECORDS_PER_PARTY
                ? Optional.of(PeerRecord.unseen(parcel.party(), parcel.origin()))
                : Optional.empty();
    }

    /// The index is held already: the same leaf is a repetition, another leaf is a fork.
    private void again(Event.ParcelArrived arrived, Channel channel, PeerRecord record) {
        ProvedParcel parcel = arrived.parcel();
        Leaf held = turn.leaf(parcel.origin(), parcel.index()).orElseThrow();
        if (!held.equals(parcel.parcel().leaf())) {
            fork(channel, record, parcel);
            turn.refuse(arrived.request(), "another leaf is held at this index; kept as evidence");
        } else if (contradicts(channel, record, parcel)) {
            turn.refuse(
                    arrived.request(),
                    "its checkpoint contradicts what this record's owner signed before; kept as evidence");
        } else {
            turn.state = turn.state.with(turn.current(channel).with(noted(record, parcel)));
            turn.answer(arrived.request(), new Effect.Result.Taken(parcel.ref(), true));
        }
    }

    /// Whether the parcel's checkpoint cannot be true together with what is held and with the parcel's own leaf.
    /// If so, it is kept.
    private boolean contradicts(Channel channel, PeerRecord record, ProvedParcel parcel) {
        Head head = new Head(parcel.checkpoint().size(), parcel.checkpoint().root());
        Frontier reached = advanced(record.holding(parcel.index(), record.prefix()), parcel);
        boolean differs = head.size() <= reached.size()
                ? !rootAt(record.prefix(), reached, parcel, head.size()).equals(head.root())
                : record.pending().stream().anyMatch(other -> other.size() == head.size() && !other.equals(head));
        if (differs) {
            fork(channel, record, parcel);
        }
        return differs;
    }

    /// @param before the prefix without the parcel
    /// @param reached the prefix with it, at least `size` long
    private Hash rootAt(Frontier before, Frontier reached, ProvedParcel parcel, long size) {
        return size == reached.size() ? reached.root() : tree(parcel).root(parcel.origin(), size, before);
    }

    private StoredTree tree(ProvedParcel parcel) {
        return new StoredTree(turn, index -> leaf(parcel, index));
    }

    /// A leaf of the parcel's record, stored or arriving.
    private Optional<Leaf> leaf(ProvedParcel parcel, long index) {
        return index == parcel.index() ? Optional.of(parcel.parcel().leaf()) : turn.leaf(parcel.origin(), index);
    }

    private void fork(Channel channel, PeerRecord record, ProvedParcel parcel) {
        keep(parcel);
        turn.state = turn.state.with(turn.current(channel).with(record.markForked()));
    }

    private void keep(ProvedParcel parcel) {
        String key =
                Keys.number(parcel.index()) + "/" + parcel.checkpoint().root().hex();
        new Evidence(turn).against(parcel.origin(), key, parcel.parcel().bytes());
    }

    private void take(Event.ParcelArrived arrived, Channel channel, PeerRecord record) {
        ProvedParcel parcel = arrived.parcel();
        String key = Keys.leaf(parcel.origin(), parcel.index());
        turn.put(Table.LEAF, key, parcel.parcel().leaf().bytes());
        turn.put(Table.ENVELOPE, key, parcel.parcel().envelope());
        PeerRecord held = record.holding(parcel.index(), record.prefix());
        held = held.holding(parcel.index(), advanced(held, parcel));
        keepProof(held, parcel);
        held = noted(held, parcel);
        if (parcel.parcel().leaf().type() == LeafType.RECEIPT) {
            held = held.receipted(parcel.index()); // nothing is due for it, and the ranges stay few
        }
        tree(parcel).grown(parcel.origin(), record.prefix(), held.prefix());
        if (!settle(channel, record.prefix(), held, parcel)) {
            turn.hold(parcel.ref(), "it contradicts what this record's owner signed before; kept as evidence");
            turn.answer(arrived.request(), new Effect.Result.Taken(parcel.ref(), false));
            return;
        }
        new Comparing(turn).grown(turn.current(channel), parcel.origin(), record.prefix(), held.prefix());
        Channel grown = turn.current(channel);
        PeerRecord settled = grown.peer(parcel.origin()).orElseThrow();
        if (record.missing().isEmpty() && !settled.missing().isEmpty()) {
            turn.state = turn.state.with(grown.with(settled.askAt(turn.now.plus(PATIENCE))));
        }
        open(turn.current(channel), record, settled, parcel);
        openAwaiting(turn.current(channel), key);
        new Continuing(turn).recovered(turn.current(channel));
        turn.answer(arrived.request(), new Effect.Result.Taken(parcel.ref(), false));
    }

    /// A leaf is proved to others by the leaves before it and a checkpoint that they reach. While there is none, behind
    /// a gap or under a checkpoint of leaves that are not here yet, what came with it is its only proof, and kept.
    private void keepProof(PeerRecord held, ProvedParcel parcel) {
        if (parcel.checkpoint().size() > held.prefix().size()) {
            turn.put(
                    Table.TILE,
                    Keys.leaf(parcel.origin(), parcel.index()),
                    parcel.parcel().proof());
        }
    }

    /// Content is judged in the order of the record, because what came before decides which versions apply: an
    /// envelope behind a gap is stored, receipted and shown as waiting now, and opened when the gap is filled.
    private void open(Channel channel, PeerRecord before, PeerRecord settled, ProvedParcel parcel) {
        Leaf leaf = parcel.parcel().leaf();
        LeafRef ref = parcel.ref();
        if (parcel.index() >= settled.prefix().size()) {
            new Judging(turn).waitForEarlier(channel, ref, leaf);
            if (!turn.canOpen(channel)) {
                callFor(channel, ref, leaf);
            }
        } else if (!turn.canOpen(channel)) {
            locked(channel, settled, ref, leaf);
        } else {
            for (long index = before.prefix().size(); index < settled.prefix().size(); index++) {
                turn.effect(new Effect.Open(channel.id(), parcel.origin(), index));
            }
        }
    }

    /// Opens again the receipts that came before the leaf they name.
    private void openAwaiting(Channel channel, String leafKey) {
        turn.get(Table.STATE, Keys.awaiting(leafKey)).ifPresent(row -> {
            for (LeafRef receipt : Awaiting.read(row)) {
                turn.effect(new Effect.Open(channel.id(), receipt.origin(), receipt.index()));
            }
            turn.delete(Table.STATE, Keys.awaiting(leafKey));
        });
    }

    private Frontier advanced(PeerRecord record, ProvedParcel parcel) {
        Frontier prefix = record.prefix();
        while (record.held().contains(prefix.size())) {
            prefix = prefix.append(leaf(parcel, prefix.size()).orElseThrow().hash());
        }
        return prefix;
    }

    private PeerRecord noted(PeerRecord record, ProvedParcel parcel) {
        Head head = new Head(parcel.checkpoint().size(), parcel.checkpoint().root());
        return new Heads(turn).noted(record, head, parcel.checkpointText());
    }

    /// @return whether the heads that the prefix has reached agree with it
    private boolean settle(Channel channel, Frontier before, PeerRecord record, ProvedParcel parcel) {
        Heads.Settled settled = new Heads(turn).settle(record, size -> rootAt(before, record.prefix(), parcel, size));
        turn.state = turn.state.with(turn.current(channel).with(settled.record()));
        if (!settled.agreed()) {
            fork(channel, settled.record(), parcel);
        }
        return settled.agreed();
    }

    /// Nobody here can open it now: receipted as delivered, and people are called. What lies in an own earlier
    /// record is neither.
    void locked(Channel channel, PeerRecord record, LeafRef ref, Leaf leaf) {
        boolean own = record.party().equals(turn.state.self(channel));
        if (leaf.type() == LeafType.RECEIPT || own || record.receipted().contains(ref.index())) {
            return;
        }
        turn.state = turn.state.with(channel.with(record.receipted(ref.index())));
        new Authoring(turn)
                .receipt(
                        turn.current(channel),
                        Optional.empty(),
                        Receipt.Kind.DELIVERED,
                        ref,
                        Optional.empty(),
                        Work.NOBODY);
        callFor(channel, ref, leaf);
    }

    /// Calls people to a note of which nobody here can know yet how urgent it is.
    private void callFor(Channel channel, LeafRef ref, Leaf leaf) {
        if (leaf.type() == LeafType.NOTE) {
            turn.effect(new Effect.Alarm(channel.id(), ref, Optional.empty()));
        }
    }

    void unlocked(Event.PostsUnlocked unlocked) {
        turn.state = turn.state.unlocked(unlocked.posts());
        reopenAll();
        for (Work work : turn.state.works().values()) {
            Channel channel = turn.state.channel(work.channel()).orElseThrow();
            boolean waits = work.signer().filter(unlocked.posts()::contains).isPresent();
            if (waits
                    && channel.own().standing() == OwnRecord.Standing.OPEN
                    && channel.own().size() > 0) {
                turn.effect(new Effect.Author(work.id(), work.channel(), work.signer(), work.salt()));
            }
        }
    }

    /// Opens again what is held and not judged: after an unlock, a new document, a filled gap.
    void reopenAll() {
        for (Channel channel : turn.state.channels().values()) {
            channel.peers().values().forEach(record -> reopen(channel, record));
        }
    }

    void reopen(Channel channel, PeerRecord record) {
        if (!turn.canOpen(channel)) {
            return;
        }
        int opened = 0;
        for (IndexRanges.Range range : record.unjudged()) {
            long end = Math.min(range.last() + 1, record.prefix().size());
            for (long index = range.first(); index < end && opened < OPEN_AT_ONCE; index++) {
                if (record.held().contains(index)) {
                    turn.effect(new Effect.Open(channel.id(), record.origin(), index));
                    opened++;
                }
            }
        }
    }
}
