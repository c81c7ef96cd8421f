package firebreak.line;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import firebreak.seal.Hkdf;

/// Derives what the two ends of a line share. Everything names the sender first, so each direction has keys of
/// its own. See `spec/frame.md`.
final class PairKey {
    private static final String LINE = "firebreak/frame/line/v1\0";
    private static final String HELLO = "firebreak/frame/hello/v1\0";
    private static final String PAIR = "firebreak/frame/pair/v1\0";

    private PairKey() {}

    /// Marks the frames of one direction.
    static Hash tag(ChannelId channel, End from, End to) {
        return Hash.of(Bytes.ofUtf8(LINE).plus(ends(channel, from, to)));
    }

    /// The key of frames whose sender has seen no ciphertext of the receiver: it shows nothing about the sender.
    static Secret hello(ChannelId channel, End from, End to, Bytes ciphertext, Secret secret) {
        return Hkdf.derive(secret, Bytes.EMPTY, Bytes.concat(Bytes.ofUtf8(HELLO), ends(channel, from, to), ciphertext));
    }

    /// The key of frames between two ends that hold both secrets: only they can have made one.
    static Secret pair(ChannelId channel, End from, End to, Share fromShare, Share toShare) {
        Bytes info =
                Bytes.concat(Bytes.ofUtf8(PAIR), ends(channel, from, to), fromShare.ciphertext(), toShare.ciphertext());
        try (Secret both = Secret.concat(fromShare.secret(), toShare.secret())) {
            return Hkdf.derive(both, Bytes.EMPTY, info);
        }
    }

    /// A ciphertext and the secret in it; the secret stays its owner's.
    record Share(Bytes ciphertext, Secret secret) {
        static Share of(Encapsulation own) {
            return new Share(own.ciphertext(), own.secret());
        }
    }

    private static Bytes ends(ChannelId channel, End from, End to) {
        return Bytes.concat(
                channel.hash().bytes(),
                named(from),
                named(to),
                from.key().publicKey(),
                to.key().publicKey());
    }

    private static Bytes named(End end) {
        Bytes code = Bytes.ofUtf8(end.post().value());
        return Bytes.concat(Bytes.wrap(new byte[] {(byte) code.size()}), code);
    }
}
