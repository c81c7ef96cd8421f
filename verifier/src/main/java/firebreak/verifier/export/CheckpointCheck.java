package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Checkpoint;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Checks the checkpoint and verifier keys of one record (spec/export.md, Checking, 3).
record CheckpointCheck(Files files, Findings faults, Entry entry) {
    private static final int OWN_LINES = 2;

    /// The keys of a party's records over all versions of an agreement, the newest first.
    static List<RecordKeys> keys(List<Agreement> agreements, String party) {
        return agreements.reversed().stream()
                .flatMap(agreement -> agreement.member(party).stream())
                .map(Agreement.Member::record)
                .distinct()
                .toList();
    }

    /// The keys of its owner with which a checkpoint is signed.
    static Optional<RecordKeys> signing(Checkpoint checkpoint, List<Agreement> agreements, String party) {
        return keys(agreements, party).stream()
                .filter(keys -> checkpoint.signedAt(keys).isPresent())
                .findFirst();
    }

    /// When the owner claims to have signed it; nothing where it is not the owner's.
    Optional<Instant> statedAt(List<Agreement> agreements) throws IOException {
        String path = entry.checkpoint();
        Optional<Bytes> content = files.read(path, Checkpoint.MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            Checkpoint checkpoint = Checkpoint.read("checkpoint", content.get());
            if (!checkpoint.origin().equals(entry.origin())
                    || checkpoint.size() != entry.size()
                    || !checkpoint.root().equals(entry.root())) {
                faults.add(path, "is not the checkpoint that " + Index.PATH + " lists");
                return Optional.empty();
            }
            for (RecordKeys keys : keys(agreements, entry.party())) {
                Optional<Instant> statedAt = checkpoint.signedAt(keys);
                if (statedAt.isPresent() && checkpoint.lines().size() == OWN_LINES) {
                    verifierKeys(Checkpoint.verifierKeys(entry.origin(), keys));
                    return statedAt;
                }
            }
            faults.add(path, "is not signed with both record keys of " + entry.party() + " and by nobody else");
        } catch (Malformed malformed) {
            faults.add(path, malformed.reason());
        }
        return Optional.empty();
    }

    private void verifierKeys(Bytes expected) throws IOException {
        Optional<Bytes> content = files.read(entry.verifierKeys(), Checkpoint.MOST_BYTES);
        if (content.isPresent() && !content.get().equals(expected)) {
            faults.add(entry.verifierKeys(), "is not the pair of verifier keys of this record");
        }
    }
}
