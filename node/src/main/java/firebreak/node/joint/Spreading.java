package firebreak.node.joint;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Circulating;
import firebreak.engine.State;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Rounds;
import firebreak.node.wire.Request;
import firebreak.note.Author;
import firebreak.note.Circular;
import firebreak.seal.Envelope;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Brings circulars to the other authors' nodes: each as it stands now, again and again with growing pauses, until
/// the other node has taken or refused it as it stands. What was told is kept in memory alone, so after a restart
/// each is brought once more, which does no harm.
final class Spreading implements AutoCloseable {
    static final String PATH = "/v1/circulars";

    private static final Log LOG = Log.of(Spreading.class);
    private static final int ANSWER_BYTES = 16 * 1024;
    private static final int CONFLICT = 409;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Node node;
    private final Supplier<List<Proposal>> open;
    private final SecureRandom random = new SecureRandom();
    private final Map<Target, Told> told = new HashMap<>();
    private volatile @Nullable Rounds rounds;

    private record Target(Hash proposal, PartyCode party) {}

    /// @param state the hash of the circular that was brought last
    /// @param settled whether it was taken or refused
    /// @param again when to try again, by the machine's running time
    private record Told(Hash state, boolean settled, Optional<String> refusal, long again, Duration pause) {}

    Spreading(Node node, Supplier<List<Proposal>> open) {
        this.node = node;
        this.open = open;
    }

    void start() {
        rounds = Rounds.start("circulars", LOOK, () -> open.get().forEach(this::spread));
    }

    void wake() {
        if (rounds != null) {
            rounds.wake();
        }
    }

    private void spread(Proposal proposal) {
        try {
            bring(proposal);
        } catch (RuntimeException bug) {
            LOG.fault("a joint note cannot be brought to its authors", bug);
        }
    }

    private void bring(Proposal proposal) {
        Circular circular = proposal.circular();
        State state = node.loop().state();
        Optional<Channel> channel = state.channel(circular.note().place().channel());
        if (channel.isEmpty() || proposal.declined().isPresent()) {
            return;
        }
        Hash now = Hash.of(circular.bytes());
        for (Author author : circular.note().authors()) {
            Target target = new Target(circular.id(), author.party());
            if (!author.party().equals(state.self(channel.get())) && isDue(target, now)) {
                bring(target, circular, now, state, channel.get());
            }
        }
    }

    private synchronized boolean isDue(Target target, Hash now) {
        Told last = told.get(target);
        return last == null || !last.state().equals(now) || (!last.settled() && System.nanoTime() - last.again() >= 0);
    }

    private void bring(Target target, Circular circular, Hash now, State state, Channel channel) {
        try {
            byte[] salt = new byte[Envelope.SALT];
            random.nextBytes(salt);
            Bytes envelope =
                    Envelope.seal(circular.bytes(), Bytes.wrap(salt), Circulating.recipients(circular, state), random);
            Response response = send(target.party(), channel, envelope);
            if (response.ok()) {
                note(target, now, true, Optional.empty());
            } else if (response.status() == CONFLICT) {
                note(target, now, true, Optional.of(response.reason()));
            } else {
                note(target, now, false, Optional.empty());
            }
        } catch (IOException unreached) {
            LOG.info(
                    "a joint note waits",
                    "for",
                    target.party().value(),
                    "reason",
                    String.valueOf(unreached.getMessage()));
            note(target, now, false, Optional.empty());
        }
    }

    private Response send(PartyCode party, Channel channel, Bytes envelope) throws IOException {
        String target = PATH + "?channel=" + channel.id().hash().hex();
        return node.client()
                .request(
                        party.value(),
                        node.members().addresses(channel, party),
                        Request.post(target, envelope, ANSWER_BYTES),
                        _ -> true);
    }

    private synchronized void note(Target target, Hash state, boolean settled, Optional<String> refusal) {
        Told last = told.get(target);
        Duration pause = last == null || !last.state().equals(state) ? FIRST_PAUSE : longer(last.pause());
        told.put(target, new Told(state, settled, refusal, System.nanoTime() + pause.toNanos(), pause));
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    synchronized Map<PartyCode, String> refusals(Hash proposal) {
        Map<PartyCode, String> refusals = new TreeMap<>();
        told.forEach((target, last) -> last.refusal()
                .filter(_ -> target.proposal().equals(proposal))
                .ifPresent(reason -> refusals.put(target.party(), reason)));
        return refusals;
    }

    @Override
    public void close() {
        if (rounds != null) {
            rounds.close();
        }
    }
}
