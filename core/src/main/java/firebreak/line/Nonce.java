package firebreak.line;

import firebreak.encoding.Bytes;
import java.util.random.RandomGenerator;

/// 16 random bytes by which a frame is recognised in its answer; never all zero, which stands for none.
public record Nonce(Bytes bytes) {
    public static final int SIZE = 16;

    static final Bytes NONE = Bytes.wrap(new byte[SIZE]);

    public Nonce {
        if (bytes.size() != SIZE || bytes.equals(NONE)) {
            throw new IllegalArgumentException("a nonce has " + SIZE + " bytes, not all zero");
        }
    }

    static Nonce draw(RandomGenerator random) {
        byte[] drawn = new byte[SIZE];
        do {
            random.nextBytes(drawn);
        } while (Bytes.copyOf(drawn).equals(NONE));
        return new Nonce(Bytes.wrap(drawn));
    }
}
