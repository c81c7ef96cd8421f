package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.Arrays;

/// What a record holds at one index: a commitment to one signed object and no content, so bodies can be erased
/// while every proof stays. Exactly 65 bytes: type, envelope, commitment.
///
/// @param envelope SHA-256 of the sealed envelope
/// @param commitment to the signed object and its salt
public record Leaf(LeafType type, Hash envelope, Hash commitment) {
    public static final int SIZE = 1 + 2 * Hash.SIZE;

    public Bytes bytes() {
        return Bytes.concat(Bytes.wrap(new byte[] {(byte) type.code()}), envelope.bytes(), commitment.bytes());
    }

    /// The leaf hash of RFC 6962: what inclusion is proved of.
    public Hash hash() {
        return Merkle.leafHash(bytes());
    }

    public static Leaf read(String place, Bytes bytes) throws FormatException {
        if (bytes.size() != SIZE) {
            throw new FormatException(place, "expected a leaf of " + SIZE + " bytes, found " + bytes.size());
        }
        return new Leaf(
                type(place, bytes.at(0)),
                new Hash(bytes.slice(1, 1 + Hash.SIZE)),
                new Hash(bytes.slice(1 + Hash.SIZE, SIZE)));
    }

    private static LeafType type(String place, byte code) throws FormatException {
        return Arrays.stream(LeafType.values())
                .filter(type -> type.code() == code)
                .findFirst()
                .orElseThrow(() -> new FormatException(
                        place, "expected a leaf type from 1 to 5, found " + Byte.toUnsignedInt(code)));
    }
}
