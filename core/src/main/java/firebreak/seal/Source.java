package firebreak.seal;

import java.io.IOException;
import java.io.InputStream;

/// A buffered stream that can tell whether it is at its end. The JDK's own take a lock at every byte, and a header is
/// read byte by byte.
final class Source {
    private final InputStream in;
    private final byte[] buffer = new byte[8 << 10];
    private int at;
    private int filled;

    Source(InputStream in) {
        this.in = in;
    }

    /// The next byte as 0 to 255, or -1 at the end.
    int read() throws IOException {
        return atEnd() ? -1 : buffer[at++] & 0xff;
    }

    /// Fills the array unless the end comes first.
    ///
    /// @return bytes read
    int read(byte[] into) throws IOException {
        int held = Math.min(filled - at, into.length);
        System.arraycopy(buffer, at, into, 0, held);
        at += held;
        return held + in.readNBytes(into, held, into.length - held);
    }

    boolean atEnd() throws IOException {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return filled == 0;
    }
}
