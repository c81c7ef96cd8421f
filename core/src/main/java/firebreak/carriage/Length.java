package firebreak.carriage;

import firebreak.encoding.Bytes;
import java.nio.ByteBuffer;

/// Four bytes, unsigned big-endian.
final class Length {
    static final int SIZE = 4;

    private Length() {}

    static Bytes of(Bytes content) {
        return of(content.size());
    }

    static Bytes of(int value) {
        return Bytes.wrap(ByteBuffer.allocate(SIZE).putInt(value).array());
    }
}
