package firebreak.node.witness;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.Origin;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The cosigned checkpoints of one record, own or mirrored: each under its size as witnesses signed it first, which
/// makes
/// its time; and the newest once more without, as each witness signed it last, which shows how long it stayed so. Not
/// thread-safe.
final class Cosigned {
    /// Checkpoints kept in memory, for lines that come late.
    private static final int AT_HAND = 16;

    private final Origin origin;
    private final RecordKeys keys;
    private final List<SignedCheckpoint> atHand = new ArrayList<>();
    private @Nullable SignedCheckpoint last;

    private Cosigned(Origin origin, RecordKeys keys) {
        this.origin = origin;
        this.keys = keys;
    }

    /// @param keys those of the record
    static Cosigned load(Origin origin, RecordKeys keys, StoreView store) {
        Cosigned cosigned = new Cosigned(origin, keys);
        store.get(Table.CHECKPOINT, Keys.cosigned(origin))
                .flatMap(row -> read(row, origin, keys))
                .ifPresent(newest -> {
                    cosigned.last = newest;
                    long before = Math.max(0, newest.checkpoint().size() - AT_HAND);
                    cosigned.atHand.addAll(holding(origin, before, keys, store, AT_HAND));
                });
        return cosigned;
    }

    /// The cosigned checkpoints of a record that are larger than a leaf's index, as far as they were kept.
    ///
    /// @param most how many at most, from the smallest on
    static List<SignedCheckpoint> holding(Origin origin, long index, RecordKeys keys, StoreView store, int most) {
        return store.range(Table.CHECKPOINT, Keys.cosigned(origin, index + 1), Keys.cosignedEnd(origin), most).stream()
                .flatMap(row -> read(row.value(), origin, keys).stream())
                .toList();
    }

    /// A row that does not read back is asked for anew: nothing but the witnesses' word is in it.
    private static Optional<SignedCheckpoint> read(Bytes row, Origin origin, RecordKeys keys) {
        try {
            return CheckpointNote.parse("stored checkpoint", row).verify(origin, keys)
                            instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                    ? Optional.of(signed)
                    : Optional.empty();
        } catch (FormatException damaged) {
            return Optional.empty();
        }
    }

    /// The rows from a size on, as they were kept.
    ///
    /// @param after not this size, only larger ones
    static List<Bytes> rows(Origin origin, long after, StoreView store, int most) {
        return store.range(Table.CHECKPOINT, Keys.cosigned(origin, after + 1), Keys.cosignedEnd(origin), most).stream()
                .map(StoreView.Entry::value)
                .toList();
    }

    /// Checks what is about to be shown to a witness, or was.
    Optional<SignedCheckpoint> verified(CheckpointNote note) {
        return note.verify(origin, keys) instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                ? Optional.of(signed)
                : Optional.empty();
    }

    /// The newest, as each witness signed it last.
    Optional<SignedCheckpoint> last() {
        return Optional.ofNullable(last);
    }

    List<SignedCheckpoint> atHand() {
        return List.copyOf(atHand);
    }

    /// Adds what witnesses signed.
    ///
    /// @return what is to be stored; nothing where all of it is known
    List<Write> add(SignedCheckpoint asked, List<SignatureLine> lines) {
        List<Write> writes = new ArrayList<>();
        SignedCheckpoint before = atHand.stream()
                .filter(known -> known.checkpoint().equals(asked.checkpoint()))
                .findFirst()
                .orElse(asked);
        List<SignatureLine> first = lines.stream()
                .filter(line -> before.note().note().linesOf(line.key()).isEmpty())
                .toList();
        if (!first.isEmpty()) {
            writes.add(keep(before.with(first)));
        }
        SignedCheckpoint next = last(asked, lines);
        if (!next.equals(last)) {
            last = next;
            writes.add(new Write.Put(Table.CHECKPOINT, Keys.cosigned(origin), next.bytes()));
        }
        return writes;
    }

    private Write keep(SignedCheckpoint more) {
        long size = more.checkpoint().size();
        atHand.removeIf(known -> known.checkpoint().equals(more.checkpoint()));
        int place = (int) atHand.stream()
                .filter(known -> known.checkpoint().size() < size)
                .count();
        atHand.add(place, more);
        if (atHand.size() > AT_HAND) {
            atHand.removeFirst();
        }
        return new Write.Put(Table.CHECKPOINT, Keys.cosigned(origin, size), more.bytes());
    }

    /// With these lines in the place of older ones by the same keys.
    private SignedCheckpoint last(SignedCheckpoint asked, List<SignatureLine> lines) {
        if (last == null || last.checkpoint().size() < asked.checkpoint().size()) {
            return asked.with(lines);
        }
        if (!last.checkpoint().equals(asked.checkpoint())) {
            return last;
        }
        List<SignatureLine> others = last.note().note().lines().stream()
                .filter(line -> lines.stream().noneMatch(newer -> newer.key().equals(line.key())))
                .toList();
        return verified(last.note().only(others)).orElse(asked).with(lines);
    }
}
