package firebreak.node.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.line.Condition;
import firebreak.line.End;
import firebreak.line.LastAnswered;
import firebreak.line.Line;
import firebreak.line.Pair;
import firebreak.seal.Identity;
import firebreak.seal.Recipient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// Two nodes of one post each and the wire between them, in one thread and in memory.
final class Nodes {
    static final ChannelId CHANNEL = new ChannelId(Hash.of(Bytes.ofUtf8("a channel")));
    static final PartyCode UA = new PartyCode("UA");
    static final PartyCode RU = new PartyCode("RU");
    static final Duration INTERVAL = Duration.ofHours(1);

    final SplittableRandom random = new SplittableRandom(41);
    final HandPace pace = new HandPace();
    final Node ua = new Node(UA, "UA-MFA");
    final Node ru = new Node(RU, "RU-MFA");

    Nodes() {
        ua.boot();
        ru.boot();
    }

    /// One node: its documents, its lines and whether the wire to it is whole.
    final class Node {
        final PartyCode party;
        final PostCode post;
        final List<LastAnswered> kept = new ArrayList<>();
        Identity.Hybrid key = Identity.Hybrid.generate(random);
        Lines lines;
        boolean reachable = true;
        boolean canKeep = true;
        final List<Bytes> received = new ArrayList<>();

        Node(PartyCode party, String post) {
            this.party = party;
            this.post = new PostCode(post);
            lines = lines(LastAnswered.NONE);
        }

        /// A new process, with what the one before has kept.
        void boot() {
            lines = lines(kept.isEmpty() ? LastAnswered.NONE : kept.getLast());
            lines.hold(List.of(key));
        }

        private Lines lines(LastAnswered before) {
            return new Lines(this::plan, Nodes.this::carry, pace, pace, random, before, this::keep, Runnable::run);
        }

        private List<Line> plan(Set<Recipient.Hybrid> held) {
            Pair pair = new Pair(CHANNEL, end(), other(party).end());
            return held.contains(key.recipient()) ? List.of(new Line(pair, INTERVAL)) : List.of();
        }

        End end() {
            return new End(party, post, key.recipient());
        }

        private void keep(LastAnswered answered) throws IOException {
            if (!canKeep) {
                throw new IOException("the disk is full");
            }
            kept.add(answered);
        }

        /// Rounds until nothing is due.
        void test() {
            for (int i = 0; i < 5; i++) {
                lines.round();
            }
        }

        Condition condition() {
            return lines.members(CHANNEL).values().iterator().next();
        }

        LineReport report() {
            return lines.report().getFirst();
        }
    }

    Node other(PartyCode party) {
        return party.equals(UA) ? ru : ua;
    }

    private Optional<Bytes> carry(ChannelId channel, PartyCode member, Bytes frame) throws IOException {
        Node to = node(member);
        if (!to.reachable) {
            throw new IOException("cannot be reached");
        }
        to.received.add(frame);
        try {
            return to.lines.take(by(other(member).party), frame);
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason());
        }
    }

    static Lines.Bringer by(PartyCode party) {
        return (channel, member) -> channel.equals(CHANNEL) && member.equals(party);
    }

    private Node node(PartyCode party) {
        return party.equals(UA) ? ua : ru;
    }

    void passes(Duration time) {
        pace.passes(time);
    }
}
