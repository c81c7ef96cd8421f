package firebreak.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import firebreak.seal.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The line of `spec/vectors/frame.json`, read by the receiver of its frames.
final class VectorLine {
    static final String FILE = "frame.json";
    static final Duration INTERVAL = Duration.ofHours(1);

    final Json sender;
    final Json receiver;
    final Identity.Hybrid senderKey;
    final Identity.Hybrid receiverKey;
    final Encapsulation senderShare;
    final Encapsulation receiverShare;
    final Pair pair;

    VectorLine() {
        Json one = Vectors.cases(FILE, "lines").getFirst();
        sender = Vectors.member(one, "sender");
        receiver = Vectors.member(one, "receiver");
        senderKey = identity(sender);
        receiverKey = identity(receiver);
        senderShare = Encapsulation.to(receiverKey.recipient(), bytes(Vectors.hex(sender, "random")));
        receiverShare = Encapsulation.to(senderKey.recipient(), bytes(Vectors.hex(receiver, "random")));
        ChannelId channel = new ChannelId(new Hash(Vectors.hex(one, "channel")));
        pair = new Pair(channel, end(receiver, receiverKey), end(sender, senderKey));
    }

    /// The receiver as it is after its start, having sent the frames that a case names.
    LineState state(List<Json> sent) throws FormatException {
        Line line = new Line(pair, INTERVAL);
        LineState state = line.open(receiverShare, Optional.empty(), at(0));
        for (Json one : sent) {
            Nonce nonce = new Nonce(Vectors.hex(one, "nonce"));
            state = state.with(state.tests.sending(nonce, at(seconds(one)), true));
        }
        return state;
    }

    static Moment at(long seconds) {
        return new Moment(Instant.EPOCH.plusSeconds(seconds), Duration.ofSeconds(seconds));
    }

    static long seconds(Json one) throws FormatException {
        return Fields.asInteger("seconds", Vectors.member(one, "seconds"));
    }

    private static Identity.Hybrid identity(Json end) {
        try (Secret seed = Secret.wrap(Vectors.hex(end, "identity").toArray())) {
            return Identity.Hybrid.fromSeed(seed);
        }
    }

    private static End end(Json end, Identity.Hybrid key) {
        String post = Vectors.text(end, "post");
        return new End(new PartyCode(Vectors.text(end, "party")), new PostCode(post), key.recipient());
    }

    /// Gives these bytes once.
    private static RandomGenerator bytes(Bytes given) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only bytes are drawn");
            }

            @Override
            public void nextBytes(byte[] bytes) {
                given.buffer().get(bytes);
            }
        };
    }
}
