package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.Opening;
import firebreak.note.Successor;
import firebreak.note.View;
import firebreak.record.Frontier;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Whether a started node may continue its records, and how it goes on when it may not (DESIGN 5,
/// 'Continuation'): only a node that holds all it ever let out appends; any other opens a successor of its newest
/// record. Which record that is, the high-water file says; without one, the other members.
final class Continuing {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /// How often others are asked for own records under an agreement that came after its time.
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    /// How long a record that somebody showed is waited for before the node goes on without it.
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Turn turn;

    Continuing(Turn turn) {
        this.turn = turn;
    }

    void started(Event.Started started) {
        turn.state = turn.state.leased(started.lease());
        turn.state.channels().values().forEach(this::begin);
    }

    /// What the high-water file says of a channel's own record.
    private enum Footing {
        /// It is the newest, and all that left it is here.
        FIRM,
        /// It is not the newest, or more than is here has left it.
        BEHIND,
        /// Nothing.
        UNKNOWN
    }

    private Footing footing(Channel channel) {
        OwnRecord own = channel.own();
        Optional<HighWater.Mark> newest = turn.state.lease().newest(channel.id());
        if (newest.isEmpty()) {
            boolean first = own.signed() == 0 && own.generation() == 0;
            return first && turn.state.lease().whole() ? Footing.FIRM : Footing.UNKNOWN;
        }
        HighWater.Mark mark = newest.get();
        if (mark.origin().equals(own.origin())) {
            return mark.size() <= own.size() ? Footing.FIRM : Footing.BEHIND;
        }
        boolean unseenSuccessor = own.signed() == 0
                && own.generation() == mark.generation() + 1
                && own.earlier().stream().anyMatch(old -> old.origin().equals(mark.origin()));
        return unseenSuccessor ? Footing.FIRM : Footing.BEHIND;
    }

    /// A channel at the start of the node, or new in it. A record that has no leaf yet is no exception: its first
    /// leaf may have left before this store was turned back.
    void begin(Channel channel) {
        switch (footing(channel)) {
            case FIRM -> {
                if (elsewhere(channel)) {
                    turn.state = turn.state.with(standing(channel, OwnRecord.Standing.YIELDED));
                } else if (lapsed(channel) || unopened(channel)) {
                    search(channel);
                } else {
                    ask(channel, OwnRecord.Standing.CHECKING);
                    goOn(turn.current(channel));
                }
            }
            case BEHIND -> {
                HighWater.Mark mark = turn.state.lease().newest(channel.id()).orElseThrow();
                succeed(channel, mark.origin(), mark.generation());
            }
            case UNKNOWN -> search(channel);
        }
    }

    /// Whether another node with this party's keys has continued the own record: a second site has taken over, or a
    /// copy of this home goes on elsewhere. What this node opens itself it knows as its own.
    private boolean elsewhere(Channel channel) {
        return mirrors(channel).stream()
                .flatMap(mirror -> first(mirror).stream())
                .anyMatch(first -> first.previous().equals(channel.own().origin()));
    }

    /// Whether the first leaf of a record that may be the newest lies here and was not opened yet.
    private boolean unopened(Channel channel) {
        return mirrors(channel).stream()
                .anyMatch(mirror -> mirror.held().contains(0) && first(mirror).isEmpty());
    }

    /// Another member speaks of an own record that this node does not know: what it holds is asked for, for that
    /// proves it.
    void named(Channel channel, PartyCode by, View view) {
        PartyCode self = turn.state.self(channel);
        boolean unknown = view.seen().stream()
                .filter(seen -> seen.party().equals(self) && seen.size() > 0)
                .anyMatch(seen -> channel.ownRecord(seen.origin()).isEmpty()
                        && channel.peer(seen.origin()).isEmpty());
        if (unknown) {
            turn.effect(new Effect.AskHolding(channel.id(), by));
        }
    }

    /// Whether this party may not begin to speak in the channel, because its agreement came after its time. One
    /// whose first leaf is on its way already came in time.
    private boolean lapsed(Channel channel) {
        return turn.state.lapsed(channel, turn.now) && !opening(channel);
    }

    /// Whether the first leaf of the first record is on its way.
    private boolean opening(Channel channel) {
        return turn.state.works().values().stream()
                .filter(work -> work.channel().equals(channel.id()))
                .flatMap(work -> turn.get(Table.PAYLOAD, work.key()).stream())
                .anyMatch(payload -> Payloads.statement(payload) instanceof Opening);
    }

    /// Asks everybody which own records they hold, and appends nothing until it is known.
    private void search(Channel channel) {
        ask(channel, OwnRecord.Standing.SEARCHING);
    }

    private void ask(Channel channel, OwnRecord.Standing standing) {
        Set<PartyCode> members = new TreeSet<>(turn.others(channel));
        turn.state = turn.state.with(standing(channel, standing).asking(Asking.all(members, turn.now)));
        members.forEach(member -> turn.effect(new Effect.AskHolding(channel.id(), member)));
    }

    /// Asks again when nobody could be asked: without a high-water file at least one other must say what it holds.
    void ticked(Channel channel) {
        if (!searching(channel) || !channel.asking().over()) {
            return;
        }
        Instant begun = channel.asking().begun();
        boolean answered = channel.asking().answered();
        if (answered) {
            found(channel);
        }
        Channel now = turn.current(channel);
        boolean unknown = !answered || (searching(now) && untouched(now) && lapsed(now));
        if (unknown && !turn.now.isBefore(begun.plus(answered ? LOOK_AGAIN : ASK_AGAIN))) {
            search(now);
        }
    }

    /// Whether nobody, here or elsewhere, is known to have an own record in the channel.
    private boolean untouched(Channel channel) {
        OwnRecord own = channel.own();
        return own.size() == 0
                && own.generation() == 0
                && channel.recordsOf(turn.state.self(channel)).isEmpty();
    }

    private static boolean searching(Channel channel) {
        return channel.own().standing() == OwnRecord.Standing.SEARCHING;
    }

    void shown(Event.HoldingShown shown) {
        turn.state.channel(shown.channel()).ifPresent(channel -> {
            shown.heads().forEach((origin, head) -> notice(turn.current(channel), origin, head));
            Channel noticed = turn.current(channel);
            Channel answered = noticed.asking(noticed.asking().answered(shown.member()));
            turn.state = turn.state.with(answered);
            goOn(answered);
        });
    }

    void failed(Event.AskingFailed failed) {
        turn.state.channel(failed.channel()).ifPresent(channel -> {
            Channel missed = channel.asking(channel.asking().missed(failed.member()));
            turn.state = turn.state.with(missed);
            goOn(missed);
        });
    }

    /// Somebody holds this much of an own record. What is missing here of any is mirrored, and no record is
    /// continued of which others hold more, or which may have a successor.
    private void notice(Channel channel, Origin origin, Head head) {
        boolean current = origin.equals(channel.own().origin());
        if (current && contradicts(channel.own(), head)) {
            doubt(channel, head);
        } else if (!current) {
            boolean unheardOf =
                    channel.peer(origin).isEmpty() && channel.ownRecord(origin).isEmpty();
            Channel mirrored = channel.with(mirror(channel, origin).seen(head.size()));
            turn.state = turn.state.with(mirrored);
            if (unheardOf && channel.own().standing() == OwnRecord.Standing.CHECKING) {
                turn.state = turn.state.with(standing(mirrored, OwnRecord.Standing.SEARCHING));
            }
        }
    }

    /// Others hold more of the own record than this store, or something else: it is not continued.
    void doubt(Channel channel, Head shown) {
        Channel mirrored = channel.with(mirror(channel, channel.own().origin()).seen(shown.size()));
        turn.state = turn.state.with(mirrored);
        switch (channel.own().standing()) {
            case OPEN -> search(mirrored);
            case CHECKING -> turn.state = turn.state.with(standing(mirrored, OwnRecord.Standing.SEARCHING));
            case SEARCHING, YIELDED -> {}
        }
    }

    private PeerRecord mirror(Channel channel, Origin origin) {
        PartyCode self = turn.state.self(channel);
        return channel.peer(origin)
                .orElseGet(() -> channel.ownRecord(origin)
                        .map(record -> mirrorOf(self, record))
                        .orElseGet(() -> PeerRecord.unseen(self, origin)));
    }

    private static Channel standing(Channel channel, OwnRecord.Standing now) {
        return channel.with(channel.own().standing(now));
    }

    private static boolean contradicts(OwnRecord own, Head head) {
        return head.size() > own.size()
                || (head.size() == own.size()
                        && !head.root().equals(own.frontier().root()));
    }

    private void goOn(Channel channel) {
        if (!channel.asking().over()) {
            return;
        }
        switch (channel.own().standing()) {
            case OPEN, YIELDED -> {}
            case CHECKING -> open(channel);
            case SEARCHING -> found(channel);
        }
    }

    private void open(Channel channel) {
        Channel opened = standing(channel, OwnRecord.Standing.OPEN);
        turn.state = turn.state.with(opened);
        OwnRecord own = opened.own();
        leased(opened);
        if (own.size() == 0 && own.generation() == 0 && !opening(opened)) {
            new Authoring(turn).opening(opened);
        }
        if (own.size() > own.signed()) {
            turn.sign(opened);
        }
        new Authoring(turn).issueAll(opened);
        new Receiving(turn).reopenAll();
        if (channel.asking().answered()) {
            signUnsaid(turn.current(opened));
        }
        new Delivering(turn).pump(turn.current(opened));
    }

    /// What was appended to an earlier record and not signed when that record ended never left the node. It is said
    /// now, where it stands, unless somebody has shown as much of that record: no store of this node that was put
    /// back holds anything but a beginning of it, so this can fork nothing.
    private void signUnsaid(Channel channel) {
        for (OwnRecord old : channel.past()) {
            boolean known = channel.peer(old.origin())
                    .filter(mirror -> mirror.forked() || mirror.highest() >= old.size())
                    .isPresent();
            if (old.size() > old.signed() && !known) {
                turn.effect(new Effect.SignCheckpoint(
                        channel.id(),
                        old.origin(),
                        old.generation(),
                        new Head(old.size(), old.frontier().root())));
            }
        }
    }

    /// Those who could be asked have answered. Goes on from the newest own record that anybody showed, as soon as
    /// it is known which that is; a record shown whose first leaf was not opened yet may be the newest.
    private void found(Channel channel) {
        if (!channel.asking().answered() || unread(channel)) {
            return;
        }
        OwnRecord own = channel.own();
        if (untouched(channel) && lapsed(channel)) {
            return; // nobody shows that this party ever spoke here, and it is too late to begin
        }
        if (untouched(channel) && !channel.asking().missed()) {
            Channel opened = standing(channel, OwnRecord.Standing.OPEN);
            turn.state = turn.state.with(opened);
            leased(opened);
            new Authoring(turn).opening(opened);
            return;
        }
        if (footing(channel) == Footing.FIRM && elsewhere(channel)) {
            turn.state = turn.state.with(standing(channel, OwnRecord.Standing.YIELDED));
            return;
        }
        Optional<PeerRecord> later = mirrors(channel).stream()
                .filter(mirror -> first(mirror).isPresent() && generation(mirror) >= own.generation())
                .max(Comparator.comparingInt(this::generation));
        succeed(
                channel,
                later.map(PeerRecord::origin).orElse(own.origin()),
                later.map(this::generation).orElse(own.generation()));
        signUnsaid(turn.current(channel));
    }

    /// Mirrors of own records that this node does not know as its own.
    private List<PeerRecord> mirrors(Channel channel) {
        return channel.recordsOf(turn.state.self(channel)).stream()
                .filter(mirror -> channel.ownRecord(mirror.origin()).isEmpty())
                .toList();
    }

    /// Whether a record was shown whose first leaf lies here unopened, or may still come.
    private boolean unread(Channel channel) {
        boolean patient = turn.now.isBefore(channel.asking().begun().plus(PATIENCE));
        return mirrors(channel).stream()
                .filter(mirror -> first(mirror).isEmpty())
                .anyMatch(mirror -> patient || mirror.held().contains(0));
    }

    private Optional<Successor> first(PeerRecord mirror) {
        return turn.get(Table.BODY, Keys.leaf(mirror.origin(), 0))
                .map(Stored::statement)
                .filter(Successor.class::isInstance)
                .map(Successor.class::cast);
    }

    private int generation(PeerRecord mirror) {
        return first(mirror).map(successor -> successor.author().generation()).orElse(0);
    }

    /// The first leaf of an own record was opened that this node does not know as its own: another's mirror holds
    /// what this store has lost. If it may be the newest, nothing more is said before everybody was asked.
    void kin(Channel channel, Origin origin, Successor successor) {
        if (channel.ownRecord(origin).isPresent()) {
            return;
        }
        if (channel.own().standing() != OwnRecord.Standing.OPEN) {
            goOn(channel);
        } else if (footing(channel) == Footing.FIRM && elsewhere(channel)) {
            turn.state = turn.state.with(standing(channel, OwnRecord.Standing.YIELDED));
        } else if (successor.author().generation() >= channel.own().generation()) {
            search(channel);
        }
    }

    /// Opens a successor record and speaks at once. What others hold of earlier records beyond this store is
    /// fetched and adopted.
    ///
    /// @param previous the newest own record, held here or not
    private void succeed(Channel channel, Origin previous, int generation) {
        PartyCode self = turn.state.self(channel);
        OwnRecord old = channel.own();
        PeerRecord oldMirror = mirrorOf(self, old);
        Channel mirrored = channel.with(channel.peer(old.origin())
                .map(shown -> oldMirror.seen(shown.highest()))
                .orElse(oldMirror));
        if (mirrored.peer(previous).isEmpty()) {
            mirrored = mirrored.with(PeerRecord.unseen(self, previous));
        }
        Frontier held = mirrored.peer(previous).orElseThrow().prefix();
        OwnRecord.Earlier continued = new OwnRecord.Earlier(previous, held.size(), held.root());
        OwnRecord successor = new OwnRecord(
                        Origin.random(turn.random),
                        generation + 1,
                        Frontier.EMPTY,
                        old.inForce(),
                        0,
                        0,
                        OwnRecord.Standing.OPEN,
                        old.earlier())
                .after(new OwnRecord.Earlier(
                        old.origin(), old.size(), old.frontier().root()))
                .after(continued);
        Channel succeeded = mirrored.succeededBy(successor);
        turn.state = turn.state.with(succeeded);
        leased(succeeded);
        new Authoring(turn).successor(succeeded, continued);
        new Delivering(turn).pump(turn.current(succeeded));
        recovered(turn.current(succeeded));
    }

    /// This node goes on in this record: from now on it is the newest one here, whatever the high-water file said
    /// at the start.
    private void leased(Channel channel) {
        OwnRecord own = channel.own();
        turn.state = turn.state.leased(
                turn.state.lease().with(new HighWater.Mark(channel.id(), own.origin(), own.generation(), own.size())));
    }

    /// An own record as a mirror, so that what is missing of it is fetched like any other's.
    private static PeerRecord mirrorOf(PartyCode self, OwnRecord old) {
        IndexRanges held =
                old.size() == 0 ? IndexRanges.EMPTY : IndexRanges.EMPTY.with(new IndexRanges.Range(0, old.size() - 1));
        return new PeerRecord(
                self,
                old.origin(),
                held,
                old.frontier(),
                held,
                held,
                old.signed(),
                List.of(),
                old.signed(),
                old.size() == 0 ? List.of() : List.of(new PeerRecord.From(0, old.inForce())),
                false,
                Optional.empty());
    }

    /// Once all that was shown of an earlier record is here again, it is adopted by a leaf naming its head; once
    /// for each head.
    void recovered(Channel channel) {
        if (channel.own().standing() != OwnRecord.Standing.OPEN) {
            return;
        }
        for (PeerRecord old : channel.recordsOf(turn.state.self(channel))) {
            Frontier prefix = old.prefix();
            OwnRecord own = turn.current(channel).own();
            boolean news = !old.origin().equals(own.origin()) && prefix.size() > own.taken(old.origin());
            if (news && old.missing().isEmpty()) {
                Hash root = prefix.root();
                Channel adopting =
                        turn.current(channel).with(own.after(new OwnRecord.Earlier(old.origin(), prefix.size(), root)));
                turn.state = turn.state.with(adopting);
                new Authoring(turn)
                        .adoption(adopting, new Adoption.Adopted.OldRecord(old.origin(), prefix.size(), root));
            }
        }
    }
}
