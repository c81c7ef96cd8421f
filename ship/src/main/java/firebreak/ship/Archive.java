package firebreak.ship;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/// Writes a folder as `.tar.gz` whose bytes depend on names and contents alone: entries in the order of their names,
/// one time for all, owner 0, and the mode that a file needs (0755 if its owner may run it, else 0644). The form is
/// ustar (POSIX.1-1988), which every `tar` reads.
final class Archive {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int PREFIX = 155;
    private static final long MAX_SIZE = 077777777777L;

    private final OutputStream out;
    private final long time;

    private Archive(OutputStream out, Instant time) {
        this.out = out;
        this.time = time.getEpochSecond();
    }

    /// @param folder becomes the one folder of the archive, under its own name
    /// @param file replaced when it is there
    static void pack(Path folder, Path file, Instant time) throws IOException {
        try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            Archive archive = new Archive(out, time);
            for (Path path : Tree.everything(folder)) {
                String below = path.equals(folder) ? "" : "/" + folder.relativize(path);
                archive.add(folder.getFileName() + below, path);
            }
            out.write(new byte[2 * BLOCK]);
        }
    }

    private void add(String name, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            header(name, '2', 0777, 0, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            header(name + "/", '5', 0755, 0, "");
        } else {
            long size = Files.size(path);
            header(name, '0', isProgram(path) ? 0755 : 0644, size, "");
            if (Files.copy(path, out) != size) {
                throw new IOException(path + " was changed while it was packed");
            }
            out.write(new byte[(int) (-size & BLOCK - 1)]);
        }
    }

    private static boolean isProgram(Path path) throws IOException {
        return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private void header(String path, char type, int mode, long size, String link) throws IOException {
        if (size > MAX_SIZE) {
            throw new IOException(path + " is too large for this form of archive");
        }
        int cut = cut(path);
        Header header = new Header();
        header.text(0, NAME, path, path.substring(cut == 0 ? 0 : cut + 1));
        header.octal(100, 8, mode);
        header.octal(108, 8, 0);
        header.octal(116, 8, 0);
        header.octal(124, 12, size);
        header.octal(136, 12, time);
        header.text(156, 1, path, String.valueOf(type));
        header.text(157, NAME, path, link);
        header.text(257, 8, path, "ustar\00000");
        header.octal(329, 8, 0);
        header.octal(337, 8, 0);
        header.text(345, PREFIX, path, path.substring(0, cut));
        out.write(header.finished());
    }

    /// Where a long path is divided in two; 0 when it is short enough.
    private static int cut(String path) throws IOException {
        if (path.getBytes(StandardCharsets.UTF_8).length <= NAME) {
            return 0;
        }
        int cut = path.indexOf('/', path.length() - NAME - 1);
        if (cut <= 0 || cut > PREFIX) {
            throw new IOException(path + " is too long for this form of archive");
        }
        return cut;
    }

    /// The block before each file.
    private static final class Header {
        private static final int SUM = 148;

        private final byte[] block = new byte[BLOCK];

        void text(int at, int room, String path, String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > room) {
                throw new IOException(path + " is too long for this form of archive");
            }
            System.arraycopy(bytes, 0, block, at, bytes.length);
        }

        void octal(int at, int room, long value) {
            String digits = Long.toOctalString(value);
            byte[] padded = ("0".repeat(room - 1 - digits.length()) + digits).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(padded, 0, block, at, padded.length);
        }

        /// With the sum of its bytes, which counts its own place as blanks.
        byte[] finished() {
            int sum = 8 * ' ';
            for (byte one : block) {
                sum += Byte.toUnsignedInt(one);
            }
            octal(SUM, 7, sum);
            block[SUM + 7] = ' ';
            return block.clone();
        }
    }
}
