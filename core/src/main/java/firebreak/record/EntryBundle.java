package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The entries of up to 256 leaves in one run of bytes, each behind its length as two bytes, big-endian
/// (tlog-tiles). Reading does not ask what an entry is, so that a leaf of an unknown type still gets its hash.
public final class EntryBundle {
    private static final int LENGTH_SIZE = 2;
    private static final int MAX_ENTRY = 0xffff;

    private EntryBundle() {}

    public static Bytes write(List<Bytes> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Bytes entry : entries) {
            if (entry.size() > MAX_ENTRY) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes, not " + entry.size());
            }
            out.write(entry.size() >>> 8);
            out.write(entry.size());
            out.writeBytes(entry.toArray());
        }
        return Bytes.wrap(out.toByteArray());
    }

    /// @param width how many entries the bundle's name promises
    public static List<Bytes> read(String place, Bytes content, int width) throws FormatException {
        List<Bytes> entries = new ArrayList<>(width);
        int at = 0;
        while (at < content.size() && entries.size() < width) {
            int start = at + LENGTH_SIZE;
            int end = start <= content.size() ? start + length(content, at) : start;
            if (end > content.size()) {
                throw new FormatException(
                        place + " entry " + entries.size(), "expected more: the bundle ends too early");
            }
            entries.add(content.slice(start, end));
            at = end;
        }
        if (entries.size() != width || at != content.size()) {
            throw new FormatException(place, "expected exactly " + width + " entries");
        }
        return List.copyOf(entries);
    }

    private static int length(Bytes content, int at) {
        return Byte.toUnsignedInt(content.at(at)) << 8 | Byte.toUnsignedInt(content.at(at + 1));
    }
}
