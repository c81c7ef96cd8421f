package firebreak.engine;

import firebreak.carriage.Bundle;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordKeys;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a member shows of the records of another that it holds: a [Bundle] with the newest checkpoint of each, those
/// that it cannot compare yet included.
public final class Holding {
    /// Longest answer, in bytes: more records than a node ever mirrors of one party, and room for every witness.
    public static final int MAX_BYTES = 4 << 20;

    private static final int MOST_PENDING = 1_000;

    private Holding() {}

    /// What to show the owner of the records.
    public static Bytes show(Channel channel, PartyCode owner, StoreView stored) {
        List<Bytes> checkpoints = new ArrayList<>();
        for (PeerRecord mirror : channel.recordsOf(owner)) {
            String origin = mirror.origin().text();
            List<StoreView.Entry> rows = stored.range(Table.CHECKPOINT, origin, origin + "/~", MOST_PENDING);
            if (!rows.isEmpty()) {
                checkpoints.add(rows.getLast().value());
            }
        }
        return new Bundle(checkpoints).bytes();
    }

    /// What was shown, as far as these keys have signed it.
    ///
    /// @throws FormatException when it is no such answer
    public static SortedMap<Origin, Head> read(Bytes answer, RecordKeys own) throws FormatException {
        SortedMap<Origin, Head> heads = new TreeMap<>();
        for (Bytes text : Bundle.parse("holding", answer).parcels()) {
            CheckpointNote note = CheckpointNote.parse("shown checkpoint", text);
            if (note.verify(note.checkpoint().origin(), own) instanceof CheckpointCheck.Verified verified) {
                Checkpoint checkpoint = verified.checkpoint().checkpoint();
                heads.put(checkpoint.origin(), new Head(checkpoint.size(), checkpoint.root()));
            }
        }
        return heads;
    }
}
