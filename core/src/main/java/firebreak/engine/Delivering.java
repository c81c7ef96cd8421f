package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.note.Receipt;
import firebreak.note.Statement;
import firebreak.note.Successor;
import firebreak.note.View;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The outbox: what each other member lacks of the own records is sent, again and again, until it is taken.
final class Delivering {
    private static final int BATCH = 64;
    private static final int BATCHES_UNDER_WAY = 4;
    private static final int GAPS_AT_ONCE = 3;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_BEYOND = Duration.ofMinutes(1);

    private final Turn turn;

    Delivering(Turn turn) {
        this.turn = turn;
    }

    void ticked() {
        new Mending(turn).ticked();
        for (Channel channel : turn.state.channels().values()) {
            new Continuing(turn).ticked(channel);
            pump(turn.current(channel));
            turn.current(channel).peers().values().forEach(record -> askForMissing(channel, record));
        }
    }

    /// Asks for the known gaps, often, and now and then and after every start for what may lie beyond: a leaf that
    /// this node took and a lying disk forgot leaves no gap, and its sender believes it is here. What waits for
    /// something else is looked at again as well.
    private void askForMissing(Channel channel, PeerRecord record) {
        if (record.askAt().filter(this::liesAhead).isPresent()) {
            return;
        }
        boolean gaps = !record.missing().isEmpty();
        turn.state = turn.state.with(
                turn.current(channel).with(record.askAt(turn.now.plus(gaps ? ASK_AGAIN : LOOK_BEYOND))));
        new Receiving(turn).reopen(turn.current(channel), record);
        turn.effect(new Effect.Fetch(channel.id(), record.party(), record.origin(), wanted(record)));
    }

    /// A few gaps, others each time, for some may be lost everywhere; and what may lie beyond the end.
    private List<IndexRanges.Range> wanted(PeerRecord record) {
        List<IndexRanges.Range> wanted = new ArrayList<>(record.missing());
        Collections.rotate(wanted, turn.random.nextInt(wanted.size() + 1));
        List<IndexRanges.Range> few = new ArrayList<>(wanted.subList(0, Math.min(wanted.size(), GAPS_AT_ONCE)));
        long end = Math.max(record.held().end(), record.highest());
        few.add(new IndexRanges.Range(end, end + BATCH - 1));
        return few;
    }

    /// Whether a time to ask at is still to come. One further ahead than any that is set was set before the clock was
    /// set back, and counts as come.
    private boolean liesAhead(Instant askAt) {
        return turn.now.isBefore(askAt) && !turn.now.plus(LOOK_BEYOND).isBefore(askAt);
    }

    /// Sends what is missing to every member that may be tried now.
    void pump(Channel channel) {
        turn.others(channel).forEach(member -> pump(turn.current(channel), member));
    }

    private void pump(Channel channel, PartyCode member) {
        Delivery delivery = channel.delivery(member);
        Delivery before = delivery;
        for (OwnRecord record : channel.ownRecords()) {
            Optional<IndexRanges.Range> next = next(delivery, record);
            while (next.isPresent()
                    && delivery.mayTry(turn.now)
                    && delivery.inFlight().size() < room(delivery)) {
                Delivery.Batch batch = new Delivery.Batch(record.origin(), next.get());
                delivery = delivery.sending(batch);
                turn.effect(new Effect.Send(channel.id(), member, batch));
                next = next(delivery, record);
            }
        }
        if (!delivery.equals(before)) {
            turn.state = turn.state.with(channel.with(member, delivery));
        }
    }

    /// One careful attempt after a failure, several batches at once while all is well.
    private static int room(Delivery delivery) {
        return delivery.failures() > 0 ? 1 : BATCHES_UNDER_WAY;
    }

    private Optional<IndexRanges.Range> next(Delivery delivery, OwnRecord record) {
        return delivery.next(record.origin(), record.signed(), BATCH, turn.now);
    }

    void taken(Event.ParcelsTaken taken) {
        turn.state.channel(taken.channel()).ifPresent(channel -> {
            Delivery delivery = channel.delivery(taken.member()).landed(taken.batch());
            Origin origin = taken.batch().origin();
            IndexRanges acked = delivery.acked(origin);
            for (Event.Taken outcome : taken.outcomes()) {
                acked = outcome.outcome() == Event.Outcome.TAKEN ? acked.with(outcome.index()) : acked;
            }
            delivery = delivery.acked(origin, acked).putOff(delivery.putOff().taken(origin, acked));
            delivery = answered(delivery, taken);
            turn.state = turn.state.with(channel.with(taken.member(), delivery));
            pump(turn.current(channel), taken.member());
        });
    }

    /// What the member did not take is put off leaf by leaf. When that is more than a few, it is not to be asked for
    /// anything just now.
    private Delivery answered(Delivery delivery, Event.ParcelsTaken taken) {
        PutOff putOff = delivery.putOff();
        for (Event.Taken outcome : taken.outcomes()) {
            if (outcome.outcome() == Event.Outcome.TAKEN) {
                continue;
            }
            PutOff.Leaf leaf = new PutOff.Leaf(taken.batch().origin(), outcome.index());
            Optional<PutOff> more = putOff.with(leaf, turn.now, outcome.reason(), turn.random.nextDouble());
            if (more.isEmpty()) {
                return delivery.putOff(putOff).failed(turn.now, outcome.reason(), turn.random.nextDouble());
            }
            putOff = more.get();
        }
        return delivery.putOff(putOff).answered();
    }

    void failed(Event.SendingFailed failed) {
        turn.state.channel(failed.channel()).ifPresent(channel -> {
            Delivery delivery = channel.delivery(failed.member())
                    .landed(failed.batch())
                    .failed(turn.now, failed.reason(), turn.random.nextDouble());
            turn.state = turn.state.with(channel.with(failed.member(), delivery));
        });
    }

    /// A member was heard: what waits for it is tried again at once.
    void heard(Channel channel, PartyCode member) {
        Delivery delivery = channel.delivery(member);
        Delivery sooner = delivery.atOnce(turn.now);
        if (delivery.inFlight().isEmpty() && !sooner.equals(delivery)) {
            turn.state = turn.state.with(channel.with(member, sooner));
            pump(turn.current(channel), member);
        }
    }

    /// A member's own words tell what it holds: its receipts and its views, whatever path they took. A
    /// successor's view says what it no longer holds as well. After a restore a view may name more of an earlier
    /// record than stands here: then the member has all that does.
    void learned(Channel channel, PartyCode member, Statement statement) {
        Delivery delivery = channel.delivery(member);
        for (OwnRecord record : channel.ownRecords()) {
            IndexRanges acked = delivery.acked(record.origin());
            Optional<View.Seen> seen = statement.view().of(record.origin());
            if (statement instanceof Successor) {
                acked = IndexRanges.EMPTY;
            }
            long covered = Math.min(seen.map(View.Seen::size).orElse(0L), record.size());
            if (covered > 0) {
                acked = acked.with(new IndexRanges.Range(0, covered - 1));
            }
            if (statement instanceof Receipt receipt && receipt.of().origin().equals(record.origin())) {
                acked = acked.with(receipt.of().index());
            }
            if (!acked.equals(delivery.acked(record.origin()))) {
                delivery = delivery.acked(record.origin(), acked)
                        .putOff(delivery.putOff().taken(record.origin(), acked));
            }
        }
        if (!delivery.equals(channel.delivery(member))) {
            turn.state = turn.state.with(channel.with(member, delivery));
            pump(turn.current(channel), member);
        }
    }
}
