package firebreak.node.mailbox;

import firebreak.carriage.Bundle;
import firebreak.carriage.DepositReceipt;
import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.OwnRecord;
import firebreak.engine.State;
import firebreak.identity.Jws;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Rounds;
import firebreak.node.wire.Request;
import firebreak.node.witness.Cosigning;
import firebreak.note.LeafRef;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings own parcels that are due to the mailboxes of their channel, again and again with growing pauses, and keeps
/// what
/// these sign. Nothing waits for it. Any thread may ask when a leaf was put before a party.
public final class Depositing implements AutoCloseable {
    private static final Log LOG = Log.of(Depositing.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_ANSWER = 1 << 20;

    private final Node node;
    private final Deposits deposits = new Deposits();
    private final Due due;
    private final Set<Origin> loaded = new HashSet<>();
    private final Map<Deposits.Box, Pause> pauses = new HashMap<>();
    private final Rounds rounds;

    /// @param again when it may be tried next, by [System#nanoTime]
    private record Pause(long again, Duration next, boolean underWay) {
        static final Pause NONE = new Pause(System.nanoTime(), LOOK, false);
    }

    private Depositing(Node node, Cosigning cosigning) {
        this.node = node;
        this.due = new Due(node, cosigning, deposits);
        rounds = Rounds.start("depositing", LOOK, this::round);
    }

    /// @param cosigning what is witnessed need not be deposited
    public static Depositing start(Node node, Cosigning cosigning) {
        return new Depositing(node, cosigning);
    }

    /// When as many mailboxes as were agreed kept a leaf for a party; empty where that is not so.
    public Optional<Instant> time(LeafRef leaf, Agreement agreement, PartyCode addressee) {
        return deposits.time(leaf, agreement, addressee);
    }

    private void round() {
        State state = node.loop().state();
        for (Channel channel : state.channels().values()) {
            Agreement agreement = state.agreement(channel);
            if (!agreement.mailboxes().parties().isEmpty()) {
                for (OwnRecord record : channel.ownRecords()) {
                    record(state, channel, agreement, record);
                }
            }
        }
    }

    private void record(State state, Channel channel, Agreement agreement, OwnRecord record) {
        if (loaded.add(record.origin())) {
            deposits.load(record.origin(), node.parts().store());
        }
        PartyCode self = state.self(channel);
        for (Member member : agreement.members()) {
            if (member.party().equals(self)) {
                continue;
            }
            IndexRanges wanted = due.of(state, channel, member.party(), record.origin(), record.signed());
            for (PartyCode mailbox : agreement.mailboxes().parties()) {
                Deposits.Box box = new Deposits.Box(record.origin(), member.party(), mailbox);
                boolean neutral = !mailbox.equals(self) && !mailbox.equals(member.party());
                if (neutral && !wanted.isEmpty()) {
                    begin(channel, agreement, box, wanted);
                }
            }
        }
    }

    private synchronized void begin(Channel channel, Agreement agreement, Deposits.Box box, IndexRanges wanted) {
        Pause pause = pauses.getOrDefault(box, Pause.NONE);
        List<Long> missing = missing(wanted, deposits.of(box));
        if (missing.isEmpty() || pause.underWay() || System.nanoTime() - pause.again() < 0) {
            return;
        }
        pauses.put(box, new Pause(pause.again(), pause.next(), true));
        Thread.ofVirtual().name("depositing").start(() -> deposit(channel, agreement, box, missing));
    }

    private static List<Long> missing(IndexRanges wanted, IndexRanges kept) {
        List<Long> missing = new ArrayList<>();
        for (IndexRanges.Range range : wanted.ranges()) {
            for (long index = range.first();
                    index <= range.last() && missing.size() < MailboxDesk.MOST_AT_ONCE;
                    index++) {
                if (!kept.contains(index)) {
                    missing.add(index);
                }
            }
        }
        return missing;
    }

    private void deposit(Channel channel, Agreement agreement, Deposits.Box box, List<Long> missing) {
        try {
            bring(channel, agreement, box, missing);
            paused(box, Pause.NONE);
        } catch (IOException | FormatException | RuntimeException failed) {
            Pause before = paused(box);
            if (before.next().equals(LOOK)) {
                LOG.info(
                        "a mailbox does not keep parcels",
                        "mailbox",
                        box.mailbox().value(),
                        "reason",
                        String.valueOf(failed.getMessage()));
            }
            Duration twice = before.next().multipliedBy(2);
            paused(
                    box,
                    new Pause(
                            System.nanoTime() + before.next().toNanos(),
                            twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice,
                            false));
        }
    }

    private synchronized Pause paused(Deposits.Box box) {
        return pauses.getOrDefault(box, Pause.NONE);
    }

    private synchronized void paused(Deposits.Box box, Pause pause) {
        pauses.put(box, pause);
    }

    private void bring(Channel channel, Agreement agreement, Deposits.Box box, List<Long> missing)
            throws IOException, FormatException {
        List<Bytes> parcels = new ArrayList<>();
        long bytes = 0;
        for (long index : missing) {
            for (Bytes parcel : node.parcels().of(channel.id(), box.origin(), new IndexRanges.Range(index, index))) {
                bytes += parcel.size();
                if (parcels.isEmpty() || bytes <= MailboxDesk.MOST_BYTES) {
                    parcels.add(parcel);
                }
            }
        }
        if (parcels.isEmpty()) {
            throw new IOException("what is due cannot be made a parcel of");
        }
        Hash charter = Witnesses.charters(node.loop().state().registry(), agreement).stream()
                .findFirst()
                .orElseThrow(() -> new IOException("the charter of the mailbox is not known here"));
        String target = MailboxDesk.PATH + "?charter=" + charter.hex() + "&for=" + box.addressee();
        Response response = node.client()
                .request(
                        box.mailbox().value(),
                        node.members().neutral(agreement, box.mailbox()),
                        Request.post(target, new Bundle(parcels).bytes(), MOST_ANSWER),
                        Response::ok);
        Jws signed = Jws.parse("deposit receipt", response.body());
        DepositReceipt receipt = DepositReceipt.parse("deposit receipt", signed.payload());
        Optional<String> fault = fault(receipt, box, charter, missing)
                .or(() -> receipt.fault(signed, node.loop().state().registry()));
        if (fault.isPresent()) {
            throw new IOException("what it answers is no receipt: " + fault.get());
        }
        node.loop().keepSoon(deposits.add(receipt, signed));
    }

    /// A mailbox may sign for less than it was brought, never for anything else.
    private Optional<String> fault(DepositReceipt receipt, Deposits.Box box, Hash charter, List<Long> brought) {
        boolean asked = receipt.mailbox().equals(box.mailbox())
                && receipt.addressee().equals(box.addressee())
                && receipt.origin().equals(box.origin())
                && receipt.charter().equals(charter)
                && receipt.leaves().stream().allMatch(leaf -> brought.contains(leaf.index()) && isOwn(leaf));
        return asked ? Optional.empty() : Optional.of("it is for other parcels");
    }

    private boolean isOwn(LeafRef leaf) {
        return node.trees()
                .subtrees(leaf.origin(), leaf.index() + 1)
                .subtree(0, leaf.index())
                .equals(leaf.leaf());
    }

    @Override
    public void close() {
        rounds.close();
    }
}
