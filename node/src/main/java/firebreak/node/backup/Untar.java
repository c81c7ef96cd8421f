package firebreak.node.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes a tar archive apart while it is written here. Takes what [Tar] makes and nothing else: plain files one
/// after the other, then two empty blocks and the end.
final class Untar extends OutputStream {
    /// What becomes of the files.
    interface Files {
        /// The next file; its stream is closed when it has all its bytes.
        ///
        /// @throws BadBackup when there should be no such file here
        OutputStream next(String name, long bytes) throws IOException;
    }

    private static final String PLACE = "backup";

    private final Files files;
    private final byte[] header = new byte[Tar.BLOCK];
    private int filled;
    private OutputStream file = OutputStream.nullOutputStream();
    private long left;
    private int padding;
    private int empty;

    Untar(Files files) {
        this.files = files;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        int end = from + count;
        while (at < end) {
            if (left > 0) {
                at += content(bytes, at, end);
            } else {
                at += padding > 0 ? padding(bytes, at, end) : header(bytes, at, end);
            }
        }
    }

    private int content(byte[] bytes, int at, int end) throws IOException {
        int count = (int) Math.min(left, end - at);
        file.write(bytes, at, count);
        left -= count;
        if (left == 0) {
            file.close();
        }
        return count;
    }

    private int padding(byte[] bytes, int at, int end) throws IOException {
        int count = Math.min(padding, end - at);
        for (int i = at; i < at + count; i++) {
            if (bytes[i] != 0) {
                throw new BadBackup(PLACE, "expected nothing but zeros between files");
            }
        }
        padding -= count;
        return count;
    }

    private int header(byte[] bytes, int at, int end) throws IOException {
        int count = Math.min(Tar.BLOCK - filled, end - at);
        System.arraycopy(bytes, at, header, filled, count);
        filled += count;
        if (filled == Tar.BLOCK) {
            filled = 0;
            begin();
        }
        return count;
    }

    private void begin() throws IOException {
        if (Arrays.equals(header, new byte[Tar.BLOCK])) {
            empty++;
            return;
        }
        if (empty > 0) {
            throw new BadBackup(PLACE, "expected nothing after the end of the archive");
        }
        boolean plain = header[Tar.TYPE_AT] == '0'
                && Arrays.equals(header, Tar.MAGIC_AT, Tar.MAGIC_AT + Tar.MAGIC.length, Tar.MAGIC, 0, Tar.MAGIC.length);
        if (!plain || octal(Tar.SUM_AT, Tar.SUM - 2) != Tar.sum(header)) {
            throw new BadBackup(PLACE, "expected a ustar archive of plain files");
        }
        left = size();
        padding = (int) ((Tar.BLOCK - left % Tar.BLOCK) % Tar.BLOCK);
        file = files.next(name(), left);
        if (left == 0) {
            file.close();
        }
    }

    private String name() {
        int end = 0;
        while (end < Tar.NAME && header[end] != 0) {
            end++;
        }
        return new String(header, 0, end, StandardCharsets.UTF_8);
    }

    private long size() throws BadBackup {
        if (header[Tar.SIZE_AT] != (byte) 0x80) {
            return octal(Tar.SIZE_AT, Tar.SIZE - 1);
        }
        long size = 0;
        for (int i = 1; i < Tar.SIZE; i++) {
            size = (size << 8) | (header[Tar.SIZE_AT + i] & 0xff);
        }
        if (size < 0) {
            throw new BadBackup(PLACE, "expected the size of a file");
        }
        return size;
    }

    private long octal(int at, int digits) throws BadBackup {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            if (header[i] < '0' || header[i] > '7') {
                throw new BadBackup(PLACE, "expected octal digits in a header");
            }
            value = (value << 3) | (header[i] - '0');
        }
        return value;
    }

    /// @throws BadBackup when the archive is not at its end
    void finish() throws BadBackup {
        if (empty != 2 || filled != 0) {
            throw new BadBackup(PLACE, "expected the archive to go on to its end");
        }
    }
}
