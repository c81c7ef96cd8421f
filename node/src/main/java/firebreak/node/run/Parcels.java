package firebreak.node.run;

import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Lookup;
import firebreak.engine.Store;
import firebreak.engine.Workshop;
import firebreak.record.CheckpointNote;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Makes parcels of stored leaves, of own records and of mirrored ones alike.
public final class Parcels {
    private final Store store;
    private final Trees trees;
    private final Function<Origin, Optional<CheckpointNote>> newest;

    Parcels(Store store, Trees trees, Function<Origin, Optional<CheckpointNote>> newest) {
        this.store = store;
        this.trees = trees;
        this.newest = newest;
    }

    /// The parcels of a run of indexes under the newest signed checkpoint, as far as that covers them.
    public List<Bytes> of(ChannelId channel, Origin origin, IndexRanges.Range range) {
        Optional<CheckpointNote> checkpoint = newest.apply(origin);
        List<Bytes> parcels = new ArrayList<>();
        if (checkpoint.isPresent()) {
            long end = Math.min(range.last() + 1, checkpoint.get().checkpoint().size());
            for (long index = range.first(); index < end; index++) {
                parcels.add(parcel(channel, checkpoint.get(), index).bytes());
            }
        }
        return parcels;
    }

    private Parcel parcel(ChannelId channel, CheckpointNote checkpoint, long index) {
        try {
            Lookup stored = store::get;
            return Workshop.parcel(
                    channel, checkpoint, index, trees.of(checkpoint.checkpoint().origin()), stored);
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged leaf: " + damaged.reason(), damaged);
        }
    }
}
