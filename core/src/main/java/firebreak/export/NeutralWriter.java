package firebreak.export;

import firebreak.carriage.DepositReceipt;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.Jws;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Writes what neutrals signed of a record: witnesses, as far as it makes a time, and mailboxes.
final class NeutralWriter {
    private static final int PAGE = 256;

    private final StoreView stored;
    private final CheckpointKeys keys;
    private final List<Witnesses> versions;

    /// @param versions the witnesses of each version of the channel's agreement
    NeutralWriter(StoreView stored, CheckpointKeys keys, List<Witnesses> versions) {
        this.stored = stored;
        this.keys = keys;
        this.versions = versions;
    }

    void write(
            RecordExport.Found record,
            RecordPath path,
            LeafHashes tree,
            FileTarget files,
            SortedMap<String, Hash> hashes)
            throws IOException {
        Origin origin = record.origin();
        String from = Keys.cosigned(origin, 1);
        for (boolean more = true; more; ) {
            List<StoreView.Entry> page = stored.range(Table.CHECKPOINT, from, Keys.cosignedEnd(origin), PAGE);
            for (StoreView.Entry row : page) {
                Optional<CheckpointNote> note = cosigned(row.value(), record, tree);
                if (note.isPresent()) {
                    String file = path.witnessed(note.get().checkpoint().size());
                    RecordExport.put(files, hashes, file, note.get().bytes());
                }
            }
            more = page.size() == PAGE;
            from = more ? page.getLast().key() + "!" : from;
        }
        Optional<CheckpointNote> last =
                stored.get(Table.CHECKPOINT, Keys.cosigned(origin)).flatMap(row -> cosigned(row, record, tree));
        if (last.isPresent()) {
            RecordExport.put(files, hashes, path.lastWitnessed(), last.get().bytes());
        }
    }

    /// What mailboxes signed that they keep of it. The rows were checked when they were stored; a leaf that is not
    /// under
    /// the exported checkpoint yet leaves its receipt for a later export.
    void deposits(
            RecordExport.Found record,
            RecordPath path,
            LeafHashes tree,
            FileTarget files,
            SortedMap<String, Hash> hashes)
            throws IOException {
        String from = Keys.deposits(record.origin());
        for (StoreView.Entry row : stored.all(Table.MAILBOX, from, from + "~")) {
            if (stands(row.value(), tree)) {
                RecordExport.put(files, hashes, path.deposit(Hash.of(row.value())), row.value());
            }
        }
    }

    private static boolean stands(Bytes row, LeafHashes tree) {
        try {
            return DepositReceipt.parse(
                            "stored receipt", Jws.parse("stored receipt", row).payload())
                    .leaves()
                    .stream()
                    .allMatch(leaf -> leaf.index() < tree.size()
                            && tree.subtree(0, leaf.index()).equals(leaf.leaf()));
        } catch (FormatException damaged) {
            return false;
        }
    }

    /// Nothing for a row that is damaged, not of the history that is exported, or makes no time.
    private Optional<CheckpointNote> cosigned(Bytes row, RecordExport.Found record, LeafHashes tree) {
        try {
            CheckpointNote note = CheckpointNote.parse("stored checkpoint", row);
            long size = note.checkpoint().size();
            boolean ofThisTree = size > 0
                    && size <= tree.size()
                    && Merkle.root(size, tree).equals(note.checkpoint().root());
            return ofThisTree
                    ? keys.of(record.party(), note).flatMap(pair -> cosigned(note, record, pair))
                    : Optional.empty();
        } catch (FormatException damaged) {
            return Optional.empty();
        }
    }

    private Optional<CheckpointNote> cosigned(CheckpointNote note, RecordExport.Found record, RecordKeys pair) {
        return note.verify(record.origin(), pair) instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                        && versions.stream()
                                .anyMatch(version -> version.time(signed).isPresent())
                ? Optional.of(CosignedCheck.clean(signed, pair, versions))
                : Optional.empty();
    }
}
