package firebreak.node.keys;

import firebreak.identity.Secret;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/// Collects secret bytes up to a limit without leaving copies behind, as a growing buffer would. Closing wipes.
final class SecretOutput extends OutputStream {
    private final byte[] content;
    private int size;

    SecretOutput(int limit) {
        this.content = new byte[limit];
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /// More than the limit is a bug: the writer was told the same limit.
    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(size, length, content.length);
        System.arraycopy(bytes, offset, content, size, length);
        size += length;
    }

    Secret toSecret() {
        return Secret.wrap(Arrays.copyOf(content, size));
    }

    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
        size = 0;
    }
}
