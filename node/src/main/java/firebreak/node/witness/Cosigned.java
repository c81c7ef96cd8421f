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

/// The cosigned checkpoints of one record, own or mirrored: each under its size, the newest once more without, so that
/// it is found at the start. Not thread-safe.
final class Cosigned {
    /// Checkpoints kept in memory, for lines that come late.
    private static final int AT_HAND = 16;

    private final Origin origin;
    private final RecordKeys keys;
    private final List<SignedCheckpoint> atHand = new ArrayList<>();

    private Cosigned(Origin origin, RecordKeys keys) {
        this.origin = origin;
        this.keys = keys;
    }

    /// @param keys those of the record
    static Cosigned load(Origin origin, RecordKeys keys, StoreView store) {
        Cosigned cosigned = new Cosigned(origin, keys);
        store.get(Table.CHECKPOINT, newest(origin))
                .flatMap(row -> read(row, origin, keys))
                .ifPresent(newest -> {
                    long before = Math.max(0, newest.checkpoint().size() - AT_HAND);
                    cosigned.atHand.addAll(holding(origin, before, keys, store, AT_HAND));
                });
        return cosigned;
    }

    /// The cosigned checkpoints of a record that are larger than a leaf's index, as far as they were kept.
    ///
    /// @param most how many at most, from the smallest on
    static List<SignedCheckpoint> holding(Origin origin, long index, RecordKeys keys, StoreView store, int most) {
        String first = newest(origin) + "/" + Keys.number(index + 1);
        return store.range(Table.CHECKPOINT, first, newest(origin) + "/~", most).stream()
                .flatMap(row -> read(row.value(), origin, keys).stream())
                .toList();
    }

    private static String newest(Origin origin) {
        return "cosigned/" + origin.text();
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
        String first = newest(origin) + "/" + Keys.number(after + 1);
        return store.range(Table.CHECKPOINT, first, newest(origin) + "/~", most).stream()
                .map(StoreView.Entry::value)
                .toList();
    }

    /// Checks what is about to be shown to a witness, or was.
    Optional<SignedCheckpoint> verified(CheckpointNote note) {
        return note.verify(origin, keys) instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                ? Optional.of(signed)
                : Optional.empty();
    }

    /// The largest, with the lines that came.
    Optional<SignedCheckpoint> newest() {
        return atHand.isEmpty() ? Optional.empty() : Optional.of(atHand.getLast());
    }

    List<SignedCheckpoint> atHand() {
        return List.copyOf(atHand);
    }

    /// Adds what witnesses signed.
    ///
    /// @return what is to be stored; nothing where all of it is known
    List<Write> add(SignedCheckpoint asked, List<SignatureLine> lines) {
        long size = asked.checkpoint().size();
        SignedCheckpoint before = atHand.stream()
                .filter(known -> known.checkpoint().equals(asked.checkpoint()))
                .findFirst()
                .orElse(asked);
        SignedCheckpoint more = before.with(lines);
        if (more.equals(before) && atHand.contains(before)) {
            return List.of();
        }
        atHand.removeIf(known -> known.checkpoint().equals(asked.checkpoint()));
        int place = (int) atHand.stream()
                .filter(known -> known.checkpoint().size() < size)
                .count();
        atHand.add(place, more);
        if (atHand.size() > AT_HAND) {
            atHand.removeFirst();
        }
        List<Write> writes = new ArrayList<>();
        writes.add(new Write.Put(Table.CHECKPOINT, newest(origin) + "/" + Keys.number(size), more.bytes()));
        if (atHand.getLast().equals(more)) {
            writes.add(new Write.Put(Table.CHECKPOINT, newest(origin), more.bytes()));
        }
        return writes;
    }
}
