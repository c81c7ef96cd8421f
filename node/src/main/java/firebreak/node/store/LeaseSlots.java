package firebreak.node.store;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.node.store.Lease.Mark;
import firebreak.note.Author;
import firebreak.record.Origin;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The bytes of a lease file: two slots of equal size, a multiple of 4096 bytes. A slot is one line of canonical JSON,
/// one line with its SHA-256 in hex, then spaces, and a line feed at the very end, so that a person can read the
/// file:
///
/// ```
/// {"marks":[{"channel":"3f…","generation":0,"origin":"firebreak/…","size":17}],"sequence":4,"whole":true}
/// 5f1d…
/// ```
///
/// The slot with sequence n is the first when n is even, else the second; a slot never written is all spaces.
final class LeaseSlots {
    static final int MAX_FILE = 8 << 20;

    private static final int BLOCK = 4096;
    private static final int HASH_LINE = 2 * Hash.SIZE + 1;

    private LeaseSlots() {}

    /// The content of one slot.
    record Slot(long sequence, boolean whole, SortedMap<Origin, Mark> marks) {
        static final Slot FIRST = new Slot(0, true, new TreeMap<>());

        Slot {
            marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        }

        private int place() {
            return (int) (sequence % 2);
        }
    }

    static long offset(Slot slot, int capacity) {
        return (long) slot.place() * capacity;
    }

    /// A slot of exactly this size; empty when the content does not fit.
    static Optional<Bytes> format(Slot slot, int capacity) {
        Bytes json = Canonical.write(json(slot));
        if (json.size() + 1 + HASH_LINE + 1 > capacity) {
            return Optional.empty();
        }
        byte[] padded = blank(capacity);
        Bytes text = Bytes.concat(json, Bytes.ofUtf8("\n" + Hash.of(json).hex() + "\n"));
        System.arraycopy(text.toArray(), 0, padded, 0, text.size());
        return Optional.of(Bytes.wrap(padded));
    }

    /// A whole file with one slot written and at least as much room again for more.
    static Bytes fresh(Slot slot) {
        int needed = Canonical.write(json(slot)).size() + 2 * HASH_LINE;
        int capacity = (2 * needed / BLOCK + 1) * BLOCK;
        Bytes written = format(slot, capacity).orElseThrow();
        Bytes unwritten = Bytes.wrap(blank(capacity));
        return slot.place() == 0 ? written.plus(unwritten) : unwritten.plus(written);
    }

    /// The intact slot with the higher sequence, if any is intact.
    static Optional<Slot> newest(Bytes file) {
        return intact(file).max((one, other) -> Long.compare(one.sequence(), other.sequence()));
    }

    /// Whether a slot that was once written is not intact.
    static boolean torn(Bytes file) {
        return intact(file).count() + blanks(file) < 2;
    }

    private static Stream<Slot> intact(Bytes file) {
        List<Bytes> halves = halves(file);
        return IntStream.range(0, halves.size())
                .boxed()
                .flatMap(place -> read(halves.get(place)).filter(slot -> slot.place() == place).stream());
    }

    private static long blanks(Bytes file) {
        return halves(file).stream()
                .filter(half -> half.equals(Bytes.wrap(blank(half.size()))))
                .count();
    }

    private static List<Bytes> halves(Bytes file) {
        if (file.isEmpty() || file.size() % (2 * BLOCK) != 0) {
            return List.of();
        }
        int capacity = file.size() / 2;
        return List.of(file.slice(0, capacity), file.slice(capacity, file.size()));
    }

    private static Optional<Slot> read(Bytes half) {
        try {
            Bytes json = half.slice(0, endOfLine(half));
            Slot slot = slot(Canonical.read("lease", json, MAX_FILE));
            return format(slot, half.size()).filter(half::equals).map(same -> slot);
        } catch (FormatException damaged) {
            return Optional.empty();
        }
    }

    private static int endOfLine(Bytes half) {
        int at = 0;
        while (at < half.size() && half.at(at) != '\n') {
            at++;
        }
        return at;
    }

    private static byte[] blank(int size) {
        byte[] spaces = new byte[size];
        Arrays.fill(spaces, (byte) ' ');
        spaces[size - 1] = '\n';
        return spaces;
    }

    private static Json json(Slot slot) {
        return Json.object()
                .with("marks", Json.list(slot.marks().entrySet(), LeaseSlots::json))
                .with("sequence", slot.sequence())
                .with("whole", slot.whole())
                .build();
    }

    private static Json json(Map.Entry<Origin, Mark> entry) {
        return Json.object()
                .with("channel", entry.getValue().channel().hash())
                .with("generation", entry.getValue().generation())
                .with("origin", entry.getKey().text())
                .with("size", entry.getValue().size())
                .build();
    }

    /// What has no successor, a sequence or a generation, is nothing a node ever wrote.
    private static Slot slot(Json json) throws FormatException {
        Fields fields = Fields.of("lease", json);
        SortedMap<Origin, Mark> marks = new TreeMap<>();
        fields.list("marks", LeaseSlots::mark).forEach(entry -> marks.put(entry.getKey(), entry.getValue()));
        Slot slot = new Slot(natural(fields, "sequence", Json.MAX_INTEGER - 1), fields.bool("whole"), marks);
        fields.done();
        return slot;
    }

    private static Map.Entry<Origin, Mark> mark(String place, Json json) throws FormatException {
        Fields fields = Fields.of(place, json);
        ChannelId channel = fields.required("channel", ChannelId::read);
        int generation = fields.integer("generation", 0, Author.MAX_GENERATION - 1);
        Origin origin = Origin.parse(place + ".origin", fields.string("origin"));
        Mark mark = new Mark(channel, generation, natural(fields, "size", Json.MAX_INTEGER));
        fields.done();
        return Map.entry(origin, mark);
    }

    private static long natural(Fields fields, String name, long most) throws FormatException {
        long value = fields.integer(name);
        if (value < 0 || value > most) {
            throw new FormatException(fields.place() + "." + name, "expected a number from 0 to " + most);
        }
        return value;
    }
}
