package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a record is at one size: origin, number of leaves and root (C2SP tlog-checkpoint), three lines and no
/// extension lines. Unsigned; see [CheckpointNote] and [SignedCheckpoint].
///
/// @param size 0 to 2^53 - 1
/// @param root of a record without leaves, [Merkle#EMPTY_ROOT]
public record Checkpoint(Origin origin, long size, Hash root) {
    private static final Pattern LINES =
            Pattern.compile("(?<origin>[^\n]+)\n(?<size>0|[1-9][0-9]{0,15})\n(?<root>[^\n]+)\n");

    public Checkpoint {
        if (Merkle.checkSize(size) == 0 && !root.equals(Merkle.EMPTY_ROOT)) {
            throw new IllegalArgumentException("a record without leaves has the root of the empty tree");
        }
    }

    /// The three lines, each ending in a newline: what is signed.
    public String text() {
        return origin + "\n" + size + "\n" + root.bytes().base64() + "\n";
    }

    public static Checkpoint parse(String place, String text) throws FormatException {
        Matcher lines = LINES.matcher(text);
        if (!lines.matches()) {
            throw new FormatException(place, "expected three lines: origin, size and root");
        }
        Origin origin = Origin.parse(place + " line 1", lines.group("origin"));
        long size = Long.parseLong(lines.group("size"));
        if (size > Merkle.MAX_SIZE) {
            throw new FormatException(place + " line 2", "expected a size of at most 2^53 - 1");
        }
        Hash root = hash(place + " line 3", lines.group("root"));
        if (size == 0 && !root.equals(Merkle.EMPTY_ROOT)) {
            throw new FormatException(place + " line 3", "expected the root of the empty tree");
        }
        return new Checkpoint(origin, size, root);
    }

    public static Hash hash(String place, String base64) throws FormatException {
        Bytes bytes = Bytes.parseBase64(place, base64);
        if (bytes.size() != Hash.SIZE) {
            throw new FormatException(place, "expected a SHA-256 hash in base64");
        }
        return new Hash(bytes);
    }
}
