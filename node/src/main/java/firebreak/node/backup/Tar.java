package firebreak.node.backup;

import firebreak.encoding.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// A tar archive (POSIX ustar; sizes from 8 GiB on as GNU tar writes them) of plain files, as a stream to read
/// from: so that a backup can be looked into with age and tar alone.
final class Tar extends InputStream {
    static final int BLOCK = 512;
    static final int NAME = 100;
    static final int SIZE_AT = 124;
    static final int SIZE = 12;
    static final int SUM_AT = 148;
    static final int SUM = 8;
    static final int TYPE_AT = 156;
    static final int MAGIC_AT = 257;
    static final byte[] MAGIC = "ustar\0".getBytes(StandardCharsets.US_ASCII);
    private static final long OCTAL_LIMIT = 1L << 33;

    /// A file to be written.
    ///
    /// @param bytes how many `content` gives
    record File(String name, long bytes, Content content) {}

    /// Opens what a file holds.
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    private final Deque<File> left;
    private final Instant made;
    private InputStream current = InputStream.nullInputStream();
    private Optional<File> file = Optional.empty();
    private long expected;
    private long read;
    private boolean ended;

    Tar(List<File> files, Instant made) {
        this.left = new ArrayDeque<>(files);
        this.made = made;
    }

    /// A file of bytes at hand.
    static File of(String name, Bytes content) {
        return new File(name, content.size(), () -> new ByteArrayInputStream(content.toArray()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (most == 0) {
            return 0;
        }
        int found = current.read(into, at, most);
        while (found < 0 && advance()) {
            found = current.read(into, at, most);
        }
        read += Math.max(found, 0);
        return found;
    }

    /// From a header to its file, from a file to its padding and the next header, from the last to two empty
    /// blocks.
    private boolean advance() throws IOException {
        current.close();
        if (file.isPresent()) {
            File open = file.get();
            file = Optional.empty();
            read = 0;
            current = open.content().open();
            expected = open.bytes();
            return true;
        }
        if (read != expected) {
            throw new IOException("a file changed while it was read: try again");
        }
        int padding = (int) ((BLOCK - expected % BLOCK) % BLOCK);
        expected = 0;
        read = 0;
        if (left.isEmpty()) {
            if (ended) {
                return false;
            }
            ended = true;
            current = zeros(padding + 2 * BLOCK);
            expected = padding + 2L * BLOCK;
            return true;
        }
        File next = left.removeFirst();
        byte[] header = new byte[padding + BLOCK];
        System.arraycopy(header(next), 0, header, padding, BLOCK);
        current = new ByteArrayInputStream(header);
        file = Optional.of(next);
        return true;
    }

    private static InputStream zeros(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private byte[] header(File of) throws IOException {
        byte[] header = new byte[BLOCK];
        byte[] name = of.name().getBytes(StandardCharsets.UTF_8);
        if (name.length >= NAME) {
            throw new IOException("the name of " + of.name() + " is too long for a backup: rename it");
        }
        System.arraycopy(name, 0, header, 0, name.length);
        octal(header, 100, 8, 0600);
        octal(header, 108, 8, 0);
        octal(header, 116, 8, 0);
        size(header, of.bytes());
        octal(header, 136, 12, Math.max(0, made.getEpochSecond()));
        header[TYPE_AT] = '0';
        System.arraycopy(MAGIC, 0, header, MAGIC_AT, MAGIC.length);
        header[MAGIC_AT + MAGIC.length] = '0';
        header[MAGIC_AT + MAGIC.length + 1] = '0';
        octal(header, SUM_AT, SUM - 1, sum(header));
        header[SUM_AT + SUM - 1] = ' ';
        return header;
    }

    private static void size(byte[] header, long bytes) {
        if (bytes < OCTAL_LIMIT) {
            octal(header, SIZE_AT, SIZE, bytes);
            return;
        }
        header[SIZE_AT] = (byte) 0x80;
        for (int i = 1; i <= Long.BYTES; i++) {
            header[SIZE_AT + SIZE - i] = (byte) (bytes >>> (8 * (i - 1)));
        }
    }

    /// Digits to the last but one byte of the field.
    private static void octal(byte[] header, int at, int width, long value) {
        long rest = value;
        for (int i = at + width - 2; i >= at; i--) {
            header[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    /// The sum of the header's bytes, those of the sum itself counted as blanks.
    static long sum(byte[] header) {
        long sum = (long) SUM * ' ';
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM_AT && i < SUM_AT + SUM ? 0 : header[i] & 0xff;
        }
        return sum;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
