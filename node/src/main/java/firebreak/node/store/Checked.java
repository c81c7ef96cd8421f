package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.util.Arrays;
import java.util.Optional;

/// The few bytes that must be read before the key is known: content followed by the first half of its SHA-256, so that
/// damage is not taken for a wrong key or another version.
final class Checked {
    private static final int CHECKSUM = 16;

    private Checked() {}

    static byte[] close(byte[] content) {
        byte[] closed = Arrays.copyOf(content, content.length + CHECKSUM);
        System.arraycopy(checksum(content), 0, closed, content.length, CHECKSUM);
        return closed;
    }

    static byte[] open(String name, Optional<byte[]> stored) throws Unfit {
        byte[] closed = stored.orElse(new byte[0]);
        if (closed.length >= CHECKSUM) {
            byte[] content = Arrays.copyOf(closed, closed.length - CHECKSUM);
            if (Arrays.equals(checksum(content), 0, CHECKSUM, closed, content.length, closed.length)) {
                return content;
            }
        }
        throw new Unfit("its row meta " + name + " is damaged or missing: restore the store from a backup");
    }

    private static byte[] checksum(byte[] content) {
        return Hash.of(Bytes.copyOf(content)).bytes().toArray();
    }
}
