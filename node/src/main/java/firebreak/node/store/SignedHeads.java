package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// What this node, as a witness, has cosigned last of each record. It lies outside the home, so that a home put back
/// from an old copy does not make the witness forget, and sign a second history.
///
/// A line for each cosignature, only ever added to: `SIZE ROOT RECORD CHECK`, the check CRC-32C over the line before
/// it.
/// A line torn by a crash is the last one, and its cosignature never left. Rewritten whole when it has grown long. One
/// process at a time has it open, since the lease beside it is. Calls are serialised.
public final class SignedHeads implements AutoCloseable {
    /// What a record was when it was cosigned.
    public record Head(long size, Hash root) {}

    /// What lay at the path when it was opened.
    public enum Found {
        PRESENT,
        MISSING,
        /// Something else, or damaged before its last line.
        DAMAGED
    }

    private static final String TITLE = "firebreak witness 1\n";
    private static final Pattern LINE = Pattern.compile(
            "(?<said>(?<size>0|[1-9][0-9]{0,15}) (?<root>[0-9a-f]{64}) (?<record>[!-~]{1,200})) (?<check>[0-9a-f]{8})");

    /// A file of this many bytes is written anew; one far larger is not of this program.
    private static final int LONG = 8 << 20;

    private final Path file;
    private final Found found;
    private final int longest;
    private final Map<String, Head> heads;
    private @Nullable FileChannel channel;
    private long end;
    private boolean failed;

    private SignedHeads(Path file, int longest, Found found, Map<String, Head> heads, long end) {
        this.file = file;
        this.longest = longest;
        this.found = found;
        this.heads = new TreeMap<>(heads);
        this.end = end;
    }

    /// Reads what is there. Writes nothing.
    public static SignedHeads open(Path file) throws IOException {
        return open(file, LONG);
    }

    /// @param longest bytes from which on the file is written anew
    static SignedHeads open(Path file, int longest) throws IOException {
        if (!Files.exists(file)) {
            return new SignedHeads(file, longest, Found.MISSING, Map.of(), 0);
        }
        if (Files.size(file) > 2L * LONG) {
            return new SignedHeads(file, longest, Found.DAMAGED, Map.of(), 0);
        }
        byte[] content = Files.readAllBytes(file);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        Map<String, Head> heads = new TreeMap<>();
        int whole = text.lastIndexOf('\n') + 1;
        boolean good = text.startsWith(TITLE) && read(text.substring(TITLE.length(), whole), heads);
        if (!good) {
            return new SignedHeads(file, longest, Found.DAMAGED, Map.of(), 0);
        }
        SignedHeads opened = new SignedHeads(file, longest, Found.PRESENT, heads, whole);
        opened.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        return opened;
    }

    private static boolean read(String lines, Map<String, Head> heads) {
        for (String text : lines.lines().toList()) {
            Matcher line = LINE.matcher(text);
            if (!line.matches() || !check(line.group("said")).equals(line.group("check"))) {
                return false;
            }
            try {
                Hash root = Hash.parse("root", line.group("root"));
                heads.put(line.group("record"), new Head(Long.parseLong(line.group("size")), root));
            } catch (FormatException damaged) {
                return false;
            }
        }
        return true;
    }

    private static String check(String said) {
        CRC32C crc = new CRC32C();
        crc.update(said.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    public Found found() {
        return found;
    }

    public Path file() {
        return file;
    }

    public synchronized Optional<Head> of(String record) {
        return Optional.ofNullable(heads.get(record));
    }

    /// How many records have a name that begins so.
    public synchronized long count(String prefix) {
        return heads.keySet().stream()
                .filter(record -> record.startsWith(prefix))
                .count();
    }

    /// Makes a file with nothing in it: a witness that has signed nothing yet, or is to go on though it has lost what
    /// it
    /// signed.
    public synchronized void begin() throws IOException {
        if (found == Found.DAMAGED && channel == null && Files.exists(file)) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
        }
        heads.clear();
        rewrite();
    }

    /// What is signed next of a record. Durable on return; only then may the signature leave the node. When it throws,
    /// the call may be repeated.
    ///
    /// @param record printable ASCII without spaces, at most 200 characters
    /// @throws IllegalArgumentException when it is smaller than before, or of the same size with another root
    public synchronized void raise(String record, Head next) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IllegalStateException("nothing was begun, or it is closed");
        }
        Head before = heads.get(record);
        if (before != null && (before.size() > next.size() || (before.size() == next.size() && !before.equals(next)))) {
            throw new IllegalArgumentException("a witness signs no second history of a record");
        }
        if (next.equals(before)) {
            return;
        }
        byte[] line = line(record, next).getBytes(StandardCharsets.US_ASCII);
        try {
            if (failed || end + line.length > longest) {
                Map<String, Head> more = new TreeMap<>(heads);
                more.put(record, next);
                rewrite(more);
            } else {
                failed = true;
                DurableFile.writeFully(open, Bytes.wrap(line).buffer(), end);
                open.force(false);
                end += line.length;
                failed = false;
            }
        } catch (IOException broken) {
            throw new IOException("cannot write " + file + ": " + broken, broken);
        }
        heads.put(record, next);
    }

    private void rewrite() throws IOException {
        rewrite(heads);
    }

    /// A whole new file by rename: when it is long, and after a failed write, of which it is not known what it left.
    private void rewrite(Map<String, Head> all) throws IOException {
        StringBuilder text = new StringBuilder(TITLE);
        all.forEach((record, head) -> text.append(line(record, head)));
        byte[] content = text.toString().getBytes(StandardCharsets.US_ASCII);
        DurableFile.replace(file, Bytes.wrap(content));
        FileChannel old = channel;
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (old != null) {
            old.close();
        }
        end = content.length;
        failed = false;
    }

    private static String line(String record, Head head) {
        String said = head.size() + " " + head.root().hex() + " " + record;
        String line = said + " " + check(said) + "\n";
        if (!LINE.matcher(line.strip()).matches()) {
            throw new IllegalArgumentException("no record is called " + record);
        }
        return line;
    }

    /// The names of all, in their order.
    public synchronized List<String> records() {
        return List.copyOf(heads.keySet());
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
