package firebreak.carriage;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.record.Leaf;

/// What a carrier moves: one sealed envelope, the leaf that commits to it, and the proof that the leaf is
/// in a member's record. Whoever carries it learns the channel's hash and the record's origin, nothing else.
///
/// ```
/// "FBP1" ‖ channel (32) ‖ leaf (65) ‖ length of proof (4) ‖ proof ‖ length of envelope (4) ‖ envelope
/// ```
/// Lengths are unsigned big-endian. The proof is a `c2sp.org/tlog-proof@v1`. See `spec/parcel.md`.
public record Parcel(ChannelId channel, Leaf leaf, Bytes proof, Bytes envelope) {
    /// Largest parcel, in bytes.
    public static final int MAX_BYTES = 768 * 1024;

    static final int MAX_PROOF = 72 * 1024;
    static final int MAX_ENVELOPE = 640 * 1024;
    private static final Bytes MAGIC = Bytes.ofUtf8("FBP1");

    public Bytes bytes() {
        return Bytes.concat(
                MAGIC, channel.hash().bytes(), leaf.bytes(), Length.of(proof), proof, Length.of(envelope), envelope);
    }

    public static Parcel parse(String place, Bytes bytes) throws FormatException {
        if (bytes.size() > MAX_BYTES) {
            throw new FormatException(
                    place, "expected a parcel of at most " + MAX_BYTES + " bytes, found " + bytes.size());
        }
        ByteReader in = new ByteReader(place, bytes);
        in.expect(MAGIC, "expected a parcel: it begins with FBP1");
        ChannelId channel = new ChannelId(new Hash(in.take(Hash.SIZE, "channel")));
        Leaf leaf = Leaf.read(place + " leaf", in.take(Leaf.SIZE, "leaf"));
        Bytes proof = in.lengthed(MAX_PROOF, "proof");
        Bytes envelope = in.lengthed(MAX_ENVELOPE, "envelope");
        in.end();
        return new Parcel(channel, leaf, proof, envelope);
    }
}
