package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import firebreak.record.SignedNote;
import firebreak.record.VerifierKey;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks the cosigned checkpoints of one record: each must be the owner's, of the tree that is here, with witnesses'
/// lines and no others.
final class CosignedCheck {
    private final FileSource files;
    private final Faults faults;
    private final CheckpointKeys keys;
    private final List<Witnesses> versions;

    /// @param versions the witnesses of each version of the channel's agreement
    CosignedCheck(FileSource files, Faults faults, CheckpointKeys keys, List<Witnesses> versions) {
        this.files = files;
        this.faults = faults;
        this.keys = keys;
        this.versions = versions;
    }

    /// Those that are right.
    List<SignedCheckpoint> of(ExportIndex index, RecordTree tree) throws IOException {
        List<SignedCheckpoint> right = new ArrayList<>();
        RecordPath path = tree.entry().path();
        for (String file : index.files().keySet()) {
            if (path.isWitnessed(file, tree.entry().size()) && !file.equals(path.lastWitnessed())) {
                one(file, tree).ifPresent(right::add);
            }
        }
        return right;
    }

    /// What witnesses signed last.
    Optional<SignedCheckpoint> last(ExportIndex index, RecordTree tree) throws IOException {
        String file = tree.entry().path().lastWitnessed();
        return index.files().containsKey(file) ? one(file, tree) : Optional.empty();
    }

    private Optional<SignedCheckpoint> one(String file, RecordTree tree) throws IOException {
        Optional<Bytes> content = files.read(file, SignedNote.MAX_SIZE);
        if (content.isEmpty() || faults.has(file)) {
            return Optional.empty();
        }
        try {
            CheckpointNote note = CheckpointNote.parse("cosigned checkpoint", content.get());
            Optional<String> fault = fault(file, note, tree);
            fault.ifPresent(what -> faults.add(file, what));
            return fault.isPresent() ? Optional.empty() : signed(note, tree.entry());
        } catch (FormatException malformed) {
            faults.add(file, malformed.reason());
            return Optional.empty();
        }
    }

    private Optional<String> fault(String file, CheckpointNote note, RecordTree tree) {
        RecordEntry entry = tree.entry();
        long size = note.checkpoint().size();
        RecordPath path = entry.path();
        boolean named = file.equals(path.lastWitnessed()) || file.equals(path.witnessed(size));
        if (!named || !note.checkpoint().origin().equals(entry.origin()) || size < 1 || size > entry.size()) {
            return Optional.of("is not a checkpoint of this record that belongs under this name");
        }
        Optional<SignedCheckpoint> signed = signed(note, entry);
        if (signed.isEmpty()) {
            return Optional.of("is not signed with both record keys of " + entry.party());
        }
        if (!tree.rootAt(size).equals(note.checkpoint().root())) {
            return Optional.of("has another root than this record had at size " + size);
        }
        return witnesses(signed.get(), versions).size() + 2
                        == note.note().lines().size()
                ? Optional.empty()
                : Optional.of("bears a line that is neither the owner's nor a right one of a witness");
    }

    private Optional<SignedCheckpoint> signed(CheckpointNote note, RecordEntry entry) {
        return keys.of(entry.party(), note).flatMap(pair -> signed(note, entry, pair));
    }

    private static Optional<SignedCheckpoint> signed(CheckpointNote note, RecordEntry entry, RecordKeys pair) {
        return note.verify(entry.origin(), pair) instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                ? Optional.of(signed)
                : Optional.empty();
    }

    /// The lines that witnesses of any version put on a checkpoint.
    static List<SignatureLine> witnesses(SignedCheckpoint signed, List<Witnesses> versions) {
        return versions.stream()
                .flatMap(version -> version.all().stream())
                .flatMap(witness -> witness.lines(signed).stream())
                .distinct()
                .toList();
    }

    /// A checkpoint as it goes into an export: the owner's lines and those of witnesses that are right.
    static CheckpointNote clean(SignedCheckpoint signed, RecordKeys keys, List<Witnesses> versions) {
        List<SignatureLine> lines =
                new ArrayList<>(VerifierKey.ofRecord(signed.checkpoint().origin(), keys).stream()
                        .flatMap(key -> signed.note().note().linesOf(key.ref()).stream())
                        .toList());
        lines.addAll(witnesses(signed, versions));
        return signed.note().only(lines);
    }
}
