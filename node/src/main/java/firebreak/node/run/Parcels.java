package firebreak.node.run;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.StoreView;
import firebreak.engine.Workshop;
import firebreak.record.CheckpointNote;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Makes parcels of stored leaves, of own records and of mirrored ones alike.
public final class Parcels {
    private final StoreView store;
    private final Trees trees;
    private final Function<Origin, Optional<CheckpointNote>> newest;
    private final Consumer<UncheckedIOException> damages;

    Parcels(
            StoreView store,
            Trees trees,
            Function<Origin, Optional<CheckpointNote>> newest,
            Consumer<UncheckedIOException> damages) {
        this.damages = damages;
        this.store = store;
        this.trees = trees;
        this.newest = newest;
    }

    /// What became of one index of a run.
    sealed interface Made {
        long index();

        record Whole(long index, Bytes parcel) implements Made {}

        /// The store does not give it back as it was committed.
        ///
        /// @param reason which stored value, for people
        record Damaged(long index, String reason) implements Made {}
    }

    /// The parcels of a run of indexes, as one bundle holds them and as the store gives them back: under the newest
    /// signed checkpoint as far as that covers them, and those behind a gap each as it came.
    public List<Bytes> of(ChannelId channel, Origin origin, IndexRanges.Range range) {
        return whole(made(channel, origin, range)).stream()
                .map(Made.Whole::parcel)
                .toList();
    }

    static List<Made.Whole> whole(List<Made> made) {
        return made.stream()
                .filter(Made.Whole.class::isInstance)
                .map(Made.Whole.class::cast)
                .toList();
    }

    /// One by one, so that a damaged leaf does not keep those beside it from leaving.
    List<Made> made(ChannelId channel, Origin origin, IndexRanges.Range range) {
        Optional<CheckpointNote> checkpoint = newest.apply(origin);
        long covered = checkpoint.map(note -> note.checkpoint().size()).orElse(0L);
        List<Made> all = new ArrayList<>();
        int room = Bundle.MAX_BYTES - new Bundle(List.of()).bytes().size();
        for (long index = range.first(); index <= range.last(); index++) {
            Optional<Made> found = index < covered
                    ? Optional.of(made(channel, checkpoint.orElseThrow(), index))
                    : behindGap(channel, origin, index);
            if (found.isEmpty()) {
                continue;
            }
            Made made = found.get();
            room -= made instanceof Made.Whole(long _, Bytes parcel) ? Integer.BYTES + parcel.size() : 0;
            if (room < 0) {
                return all;
            }
            all.add(made);
        }
        return all;
    }

    private Made made(ChannelId channel, CheckpointNote checkpoint, long index) {
        try {
            return new Made.Whole(index, parcel(channel, checkpoint, index).bytes());
        } catch (UncheckedIOException damaged) {
            damages.accept(damaged);
            return new Made.Damaged(index, reason(damaged));
        }
    }

    /// Which stored value cannot be read, for people.
    static String reason(UncheckedIOException unreadable) {
        return String.valueOf(Objects.requireNonNull(unreadable.getCause()).getMessage());
    }

    private Optional<Made> behindGap(ChannelId channel, Origin origin, long index) {
        try {
            return Workshop.parcelBehindGap(channel, origin, index, store)
                    .map(parcel -> new Made.Whole(index, parcel.bytes()));
        } catch (UncheckedIOException damaged) {
            damages.accept(damaged);
            return Optional.of(new Made.Damaged(index, reason(damaged)));
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged leaf: " + damaged.reason(), damaged);
        }
    }

    private Parcel parcel(ChannelId channel, CheckpointNote checkpoint, long index) {
        try {
            return Workshop.parcel(
                    channel,
                    checkpoint,
                    index,
                    trees.subtrees(
                            checkpoint.checkpoint().origin(),
                            checkpoint.checkpoint().size()),
                    store);
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged leaf: " + damaged.reason(), damaged);
        }
    }
}
