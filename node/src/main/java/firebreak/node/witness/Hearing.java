package firebreak.node.witness;

import firebreak.carriage.Bundle;
import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.engine.Event;
import firebreak.engine.Head;
import firebreak.engine.PeerRecord;
import firebreak.engine.State;
import firebreak.identity.RecordKeys;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Rounds;
import firebreak.node.wire.Peer;
import firebreak.node.wire.Request;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.Origin;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import firebreak.record.VerifierKey;
import firebreak.witness.Witness;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What witnesses have signed of the other members' records: asked of each record's owner, who has it soonest, and of
/// the witnesses themselves, so that an owner who shows one history here and another there is found out, and one who
/// keeps back what was signed gains nothing.
public final class Hearing implements AutoCloseable {
    private static final Log LOG = Log.of(Hearing.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int MOST_BYTES = 8 << 20;
    private static final int NOT_KNOWN = 404;

    /// How often an owner is asked while something of its record is not witnessed.
    private static final Duration BEHIND = Duration.ofSeconds(1);

    /// When somebody is asked again who did not answer.
    private static final Duration AGAIN = Duration.ofSeconds(3);

    /// How often each witness is asked, whatever the owner says.
    private static final Duration WITNESS = Duration.ofSeconds(15);

    private record Source(Origin origin, PartyCode party) {}

    private final Node node;
    private final Map<Origin, Cosigned> kept = new HashMap<>();
    private final Map<Source, Long> next = new HashMap<>();
    private final Set<Source> underWay = new HashSet<>();
    private final Rounds rounds;

    private Hearing(Node node) {
        this.node = node;
        rounds = Rounds.start("hearing", LOOK, this::look);
    }

    public static Hearing start(Node node) {
        return new Hearing(node);
    }

    private void look() {
        State state = node.loop().state();
        for (Channel channel : state.channels().values()) {
            Agreement agreement = state.agreement(channel);
            Witnesses witnesses = Witnesses.of(state.registry(), agreement);
            if (!witnesses.all().isEmpty()) {
                channel.peers().values().forEach(record -> look(channel, agreement, record, witnesses));
            }
        }
    }

    private void look(Channel channel, Agreement agreement, PeerRecord record, Witnesses witnesses) {
        Optional<RecordKeys> keys = agreement.member(record.party()).map(Member::record);
        if (keys.isEmpty() || record.party().equals(node.loop().state().self(channel))) {
            return;
        }
        Listener here = new Listener(channel, agreement, record, keys.get(), witnesses);
        begin(new Source(record.origin(), record.party()), here::owner);
        for (Witness witness : witnesses.all()) {
            begin(new Source(record.origin(), witness.party()), () -> here.witness(witness));
        }
    }

    /// Something that is asked and says when to ask again.
    @FunctionalInterface
    private interface Question {
        Duration ask() throws IOException, FormatException;
    }

    private synchronized void begin(Source source, Question question) {
        long due = next.getOrDefault(source, System.nanoTime());
        if (System.nanoTime() - due >= 0 && underWay.add(source)) {
            Thread.ofVirtual().name("hearing").start(() -> ask(source, question));
        }
    }

    private void ask(Source source, Question question) {
        Duration again = AGAIN;
        try {
            again = question.ask();
        } catch (IOException | FormatException next) {
            LOG.info(
                    "what witnesses signed is not told",
                    "by",
                    source.party().value(),
                    "reason",
                    String.valueOf(next.getMessage()));
        } catch (RuntimeException bug) {
            LOG.fault("what witnesses signed cannot be asked for", bug);
        }
        synchronized (this) {
            underWay.remove(source);
            next.put(source, System.nanoTime() + again.toNanos());
        }
    }

    /// One mirrored record, whose keys are known.
    private final class Listener {
        private final Channel channel;
        private final Agreement agreement;
        private final PeerRecord record;
        private final RecordKeys keys;
        private final Witnesses witnesses;

        Listener(Channel channel, Agreement agreement, PeerRecord record, RecordKeys keys, Witnesses witnesses) {
            this.channel = channel;
            this.agreement = agreement;
            this.record = record;
            this.keys = keys;
            this.witnesses = witnesses;
        }

        private Cosigned cosigned() {
            return kept.computeIfAbsent(
                    record.origin(),
                    origin -> Cosigned.load(origin, keys, node.parts().store()));
        }

        /// How much of it k witnesses are known to have signed.
        private long witnessed() {
            return cosigned().atHand().stream()
                    .filter(checkpoint -> witnesses.time(checkpoint).isPresent())
                    .mapToLong(checkpoint -> checkpoint.checkpoint().size())
                    .max()
                    .orElse(0);
        }

        Duration owner() throws IOException, FormatException {
            long after;
            synchronized (Hearing.this) {
                after = witnessed();
            }
            if (after >= record.prefix().size() && after > 0) {
                return BEHIND; // looked at again at once when it grows
            }
            String target = CosignedRoutes.PATH + "?origin=" + encoded(record.origin()) + "&after=" + after;
            List<Peer> peers = node.members().addresses(channel, record.party());
            Bytes body = get(peers, record.party(), target).orElse(new Bundle(List.of()).bytes());
            for (Bytes text : Bundle.parse("cosigned checkpoints", body).parcels()) {
                heard(CheckpointNote.parse("cosigned checkpoint", text));
            }
            return BEHIND;
        }

        Duration witness(Witness witness) throws IOException, FormatException {
            String target = WitnessDesk.SHOWN + "?origin=" + encoded(record.origin()) + "&party=" + record.party();
            Optional<Bytes> shown = get(node.members().neutral(agreement, witness.party()), witness.party(), target);
            if (shown.isPresent()) {
                heard(CheckpointNote.parse("cosigned checkpoint", shown.get()));
            }
            return WITNESS;
        }

        /// Takes what witnesses of the channel have signed, and nothing else; what its owner has signed is compared
        /// with the mirror, whoever shows it.
        private void heard(CheckpointNote note) {
            List<SignatureLine> own = lines(note, VerifierKey.ofRecord(record.origin(), keys));
            if (own.size() != 2) {
                return;
            }
            CheckpointNote plain = note.only(own);
            if (!(plain.verify(record.origin(), keys) instanceof CheckpointCheck.Verified(SignedCheckpoint signed))) {
                return;
            }
            node.loop()
                    .tell(new Event.CheckpointShown(
                            channel.id(),
                            record.origin(),
                            new Head(
                                    signed.checkpoint().size(),
                                    signed.checkpoint().root()),
                            plain.bytes()));
            SignedCheckpoint shown = signed.with(note.note().lines());
            List<SignatureLine> good = witnesses.all().stream()
                    .flatMap(witness -> witness.lines(shown).stream())
                    .toList();
            if (!good.isEmpty()) {
                synchronized (Hearing.this) {
                    node.loop().keepSoon(cosigned().add(signed, good));
                }
            }
        }

        private static List<SignatureLine> lines(CheckpointNote note, List<VerifierKey> keys) {
            return keys.stream()
                    .flatMap(key -> note.note().linesOf(key.ref()).stream())
                    .toList();
        }
    }

    private static String encoded(Origin origin) {
        return URLEncoder.encode(origin.text(), StandardCharsets.US_ASCII);
    }

    /// @return nothing where it is not known there
    private Optional<Bytes> get(List<Peer> peers, PartyCode party, String target) throws IOException {
        Response response = node.client()
                .request(
                        party.value(),
                        peers,
                        Request.get(target, MOST_BYTES),
                        answer -> answer.ok() || answer.status() == NOT_KNOWN);
        return response.ok() ? Optional.of(response.body()) : Optional.empty();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
