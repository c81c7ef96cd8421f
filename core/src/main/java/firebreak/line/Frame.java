package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A frame as it travels: 4,096 bytes, whatever it carries.
///
/// ```
/// "FBF1" ‖ line tag (32) ‖ ciphertext of the sender (1120) ‖ counter (8) ‖ box (2932)
/// ```
/// The counter is unsigned big-endian and grows with every frame its sender makes under one ciphertext.
/// Nothing outside the box tells a hello from a test or filler from content. See `spec/frame.md`.
///
/// @param tag which line and direction, see [Pair#tagOut]
/// @param ciphertext the sender's encapsulation to the receiver
/// @param counter 1 to 2^63 − 1
public record Frame(Hash tag, Bytes ciphertext, long counter, Bytes box) {
    /// Bytes of every frame.
    public static final int SIZE = 4_096;

    private static final Bytes MAGIC = Bytes.ofUtf8("FBF1");
    private static final int TAG_AT = 4;
    private static final int CIPHERTEXT_AT = TAG_AT + Hash.SIZE;
    private static final int COUNTER_AT = CIPHERTEXT_AT + Encapsulation.CIPHERTEXT;
    private static final int BOX_AT = COUNTER_AT + Long.BYTES;

    static final int BOX = SIZE - BOX_AT;

    public Frame {
        if (ciphertext.size() != Encapsulation.CIPHERTEXT || counter < 1 || box.size() != BOX) {
            throw new IllegalArgumentException("a frame has parts of fixed sizes and a positive counter");
        }
    }

    static Frame seal(Hash tag, Bytes ciphertext, long counter, Secret key, Body body) {
        Bytes box = Box.seal(key, counter, head(tag, ciphertext, counter), body.plaintext());
        return new Frame(tag, ciphertext, counter, box);
    }

    /// The plaintext, or nothing where another key sealed it or a byte was changed.
    Optional<Bytes> open(Secret key) {
        return Box.open(key, counter, head(tag, ciphertext, counter), box);
    }

    public Bytes bytes() {
        return head(tag, ciphertext, counter).plus(box);
    }

    public static Frame parse(String place, Bytes bytes) throws FormatException {
        if (bytes.size() != SIZE) {
            throw new FormatException(place, "expected a frame of " + SIZE + " bytes, found " + bytes.size());
        }
        if (!bytes.slice(0, TAG_AT).equals(MAGIC)) {
            throw new FormatException(place, "expected a frame: it begins with FBF1");
        }
        long counter = bytes.buffer().getLong(COUNTER_AT);
        if (counter < 1) {
            throw new FormatException(place + " at byte " + COUNTER_AT, "expected a counter from 1 to 2^63 - 1");
        }
        return new Frame(
                new Hash(bytes.slice(TAG_AT, CIPHERTEXT_AT)),
                bytes.slice(CIPHERTEXT_AT, COUNTER_AT),
                counter,
                bytes.slice(BOX_AT, SIZE));
    }

    private static Bytes head(Hash tag, Bytes ciphertext, long counter) {
        Bytes number =
                Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        return Bytes.concat(MAGIC, tag.bytes(), ciphertext, number);
    }
}
