package firebreak.node.witness;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.identity.RecordKeys;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Rounds;
import firebreak.node.wire.Request;
import firebreak.note.LeafRef;
import firebreak.record.CheckpointNote;
import firebreak.record.ConsistencyProof;
import firebreak.record.Origin;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import firebreak.witness.AddCheckpoint;
import firebreak.witness.Witness;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Has this node's records witnessed: brings each new checkpoint to every witness of its channel, again and again with
/// growing pauses, and keeps what they sign. Nothing waits for it; what is not witnessed yet is shown as that. Any
/// thread may ask how it stands.
public final class Cosigning implements AutoCloseable {
    private static final Log LOG = Log.of(Cosigning.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MOST_ANSWER = 16 * 1024;
    private static final int CONFLICT = 409;
    private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,15})\n");

    /// Checkpoints looked at for the time of one leaf: a later one that was witnessed earlier is rare.
    private static final int MOST_LOOKED_AT = 32;

    private record Target(Origin origin, PartyCode witness) {}

    private final Node node;
    private final Map<Target, Asked> asked = new HashMap<>();
    private final Map<Origin, Cosigned> kept = new HashMap<>();
    private final Map<Origin, Lag> lags = new HashMap<>();
    private final Rounds rounds;
    private volatile boolean closed;

    private Cosigning(Node node) {
        this.node = node;
        rounds = Rounds.start("cosigning", LOOK, this::look);
    }

    public static Cosigning start(Node node) {
        return new Cosigning(node);
    }

    private void look() {
        State state = node.loop().state();
        for (Channel channel : state.channels().values()) {
            Witnesses witnesses = Witnesses.of(state.registry(), state.agreement(channel));
            if (!witnesses.all().isEmpty()) {
                channel.ownRecords().forEach(record -> look(channel, record.origin(), witnesses));
            }
        }
    }

    private void look(Channel channel, Origin origin, Witnesses witnesses) {
        Optional<CheckpointNote> newest = node.newest(origin);
        if (newest.isEmpty()) {
            return;
        }
        long size = newest.get().checkpoint().size();
        synchronized (this) {
            lag(origin, size, witnesses);
            for (Witness witness : witnesses.all()) {
                Target target = new Target(origin, witness.party());
                Asked before = asked(target, witness);
                if (before.due(size, now(), System.nanoTime())) {
                    asked.put(target, before.begun());
                    Thread.ofVirtual().name("witness").start(() -> ask(channel, target, newest.get(), witness));
                }
            }
        }
    }

    private Instant now() {
        return node.parts().clock().instant();
    }

    private Lag lag(Origin origin, long size, Witnesses witnesses) {
        Lag lag = lags.computeIfAbsent(origin, _ -> new Lag());
        lag.seen(size, witnessed(origin, witnesses), now());
        return lag;
    }

    private Asked asked(Target target, Witness witness) {
        return asked.computeIfAbsent(target, _ -> {
            long signed = kept(target.origin()).atHand().stream()
                    .filter(checkpoint -> witness.time(checkpoint).isPresent())
                    .mapToLong(checkpoint -> checkpoint.checkpoint().size())
                    .max()
                    .orElse(0L);
            Instant at = kept(target.origin()).last().flatMap(witness::time).orElse(Instant.EPOCH);
            return Asked.before(signed, at, System.nanoTime());
        });
    }

    private Cosigned kept(Origin origin) {
        return kept.computeIfAbsent(
                origin, _ -> Cosigned.load(origin, ownKeys(), node.parts().store()));
    }

    private RecordKeys ownKeys() {
        return node.parts().keys().records().getLast().keys();
    }

    /// Asks one witness, and tells it the size it says when this node was mistaken about that.
    private void ask(Channel channel, Target target, CheckpointNote newest, Witness witness) {
        try {
            long old = signed(target);
            Response response = ask(channel, target, newest, old);
            if (response.status() == CONFLICT) {
                long size = size(response);
                if (size > newest.checkpoint().size()) {
                    throw new IOException("it has signed " + size + " leaves of this record, and this node shows "
                            + newest.checkpoint().size());
                }
                response = size == old ? response : ask(channel, target, newest, size);
            }
            if (!response.ok()) {
                throw new IOException("refuses with " + response.status() + ": " + refusal(response));
            }
            took(target, newest, witness, response.body());
        } catch (IOException | RuntimeException failed) {
            failed(target, String.valueOf(failed.getMessage()));
        }
    }

    /// A size that was signed before, which this node shows again, is the mark of two histories.
    private static String refusal(Response response) {
        return response.status() == CONFLICT
                ? "it has signed something else of the same size: this record has two histories"
                : response.reason();
    }

    private synchronized long signed(Target target) {
        Asked known = asked.get(target);
        return known == null ? 0 : known.signed();
    }

    private static long size(Response conflict) throws IOException {
        try {
            String text = conflict.body().utf8("size");
            if (SIZE.matcher(text).matches()) {
                return Long.parseLong(text.strip());
            }
        } catch (FormatException notText) {
            // falls through to the one refusal below
        }
        throw new IOException("refuses with 409, and does not say which size it has signed");
    }

    private Response ask(Channel channel, Target target, CheckpointNote newest, long old) throws IOException {
        long size = newest.checkpoint().size();
        ConsistencyProof proof = ConsistencyProof.make(old, size, node.trees().subtrees(target.origin(), size));
        Bytes request = new AddCheckpoint(old, proof.path(), newest).bytes();
        State state = node.loop().state();
        return node.client()
                .request(
                        target.witness().value(),
                        node.members().neutral(state.agreement(channel), target.witness()),
                        Request.post(WitnessDesk.PATH, request, MOST_ANSWER),
                        _ -> true);
    }

    private synchronized void took(Target target, CheckpointNote newest, Witness witness, Bytes lines)
            throws IOException {
        Cosigned record = kept(target.origin());
        try {
            CheckpointNote whole =
                    CheckpointNote.parse("cosigned checkpoint", newest.bytes().plus(lines));
            List<SignatureLine> added = whole.note()
                    .lines()
                    .subList(newest.note().lines().size(), whole.note().lines().size());
            SignedCheckpoint signed = record.verified(newest)
                    .orElseThrow(() -> new IOException("this node's own checkpoint does not verify"));
            if (added.size() != 2 || witness.time(signed.with(added)).isEmpty()) {
                throw new IOException("what it answers is not its signature");
            }
            node.loop().keepSoon(record.add(signed, added));
        } catch (FormatException malformed) {
            throw new IOException("what it answers is no signature: " + malformed.reason(), malformed);
        }
        Asked before = asked.getOrDefault(target, Asked.before(0, Instant.EPOCH, System.nanoTime()));
        if (before.trouble().isPresent()) {
            LOG.info("a witness signs again", "witness", target.witness().value());
        }
        asked.put(target, before.cosigned(newest.checkpoint().size(), now(), System.nanoTime()));
    }

    private synchronized void failed(Target target, String why) {
        Asked before = asked.getOrDefault(target, Asked.before(0, Instant.EPOCH, System.nanoTime()));
        if (before.trouble().isEmpty() && !closed) {
            LOG.warn("a witness does not sign", "witness", target.witness().value(), "reason", why);
        }
        asked.put(target, before.failed(why, now(), System.nanoTime()));
    }

    /// How much of a record k witnesses have cosigned: the k-th largest size; all of it where none is needed.
    private long witnessed(Origin origin, Witnesses witnesses) {
        if (witnesses.needed() == 0) {
            return Long.MAX_VALUE;
        }
        List<Long> sizes = new ArrayList<>(witnesses.all().stream()
                .map(witness ->
                        asked(new Target(origin, witness.party()), witness).signed())
                .toList());
        sizes.sort(Collections.reverseOrder());
        return sizes.get(witnesses.needed() - 1);
    }

    /// How the own record of a channel stands; empty where it has no witnesses.
    public Optional<Standing> of(Channel channel) {
        State state = node.loop().state();
        Witnesses witnesses = Witnesses.of(state.registry(), state.agreement(channel));
        if (witnesses.all().isEmpty()) {
            return Optional.empty();
        }
        Origin origin = channel.own().origin();
        long size = node.newest(origin).map(note -> note.checkpoint().size()).orElse(0L);
        synchronized (this) {
            Lag lag = lag(origin, size, witnesses);
            return Optional.of(new Standing(
                    witnesses.needed(),
                    witnesses.liars(),
                    size,
                    Math.min(size, witnessed(origin, witnesses)),
                    lag.since(),
                    witnesses.all().stream()
                            .map(witness -> one(origin, witness))
                            .toList()));
        }
    }

    private Standing.One one(Origin origin, Witness witness) {
        Asked known = asked(new Target(origin, witness.party()), witness);
        return new Standing.One(witness.party(), known.signed(), known.trouble(), known.failingSince());
    }

    /// The witness time of a leaf, own or another member's, if k witnesses have signed a checkpoint that holds it.
    public Optional<Instant> time(Channel channel, LeafRef leaf) {
        State state = node.loop().state();
        Agreement agreement = state.agreement(channel);
        Witnesses witnesses = Witnesses.of(state.registry(), agreement);
        if (witnesses.needed() == 0) {
            return Optional.empty();
        }
        Optional<RecordKeys> keys = Optional.ofNullable(channel.peers().get(leaf.origin()))
                .map(record -> agreement.member(record.party()).map(Member::record))
                .orElseGet(() -> Optional.of(ownKeys()));
        return keys.flatMap(pair -> witnesses.time(
                Cosigned.holding(leaf.origin(), leaf.index(), pair, node.parts().store(), MOST_LOOKED_AT)));
    }

    @Override
    public void close() {
        closed = true;
        rounds.close();
    }
}
