package firebreak.export;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointNote;
import firebreak.record.ForkCheck;
import firebreak.record.ForkEvidence;
import firebreak.record.ForkFault;
import firebreak.record.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Checks the fork evidence of an export: each file must prove that a member signed two things that cannot both be
/// true. That is a finding about the member and no fault of the export.
final class ForksCheck {
    private final FileSource files;
    private final ExportIndex index;
    private final Faults faults;

    ForksCheck(FileSource files, ExportIndex index, Faults faults) {
        this.files = files;
        this.index = index;
        this.faults = faults;
    }

    List<Verification.Fork> forks(SortedSet<PartyCode> members, CheckpointKeys keys) throws IOException {
        List<Verification.Fork> forks = new ArrayList<>();
        for (String path : new TreeSet<>(index.files().keySet())) {
            Optional<Bytes> content =
                    path.startsWith(RecordPath.EVIDENCE) ? files.read(path, ForkEvidence.MAX_BYTES) : Optional.empty();
            if (content.isPresent() && !faults.has(path)) {
                fork(path, content.get(), members, keys).ifPresent(forks::add);
            }
        }
        return forks;
    }

    private Optional<Verification.Fork> fork(
            String path, Bytes content, SortedSet<PartyCode> members, CheckpointKeys keys) {
        try {
            ForkEvidence evidence =
                    ForkEvidence.read("evidence", Canonical.read("evidence", content, ForkEvidence.MAX_BYTES));
            CheckpointNote note = evidence.checkpoint();
            for (PartyCode member : members) {
                Optional<RecordKeys> by = keys.of(member, note);
                if (by.isPresent()) {
                    return proven(path, member, evidence.check(note.checkpoint().origin(), by.get()));
                }
            }
            faults.add(path, "is not signed with the record keys of any member");
        } catch (FormatException malformed) {
            faults.add(path, malformed.reason());
        }
        return Optional.empty();
    }

    private Optional<Verification.Fork> proven(String path, PartyCode member, ForkCheck check) {
        return switch (check) {
            case ForkCheck.Proven(Origin origin, String sentence) ->
                Optional.of(new Verification.Fork(path, member, origin, sentence));
            case ForkCheck.Refused(ForkFault fault) -> {
                faults.add(path, "proves no fork: " + words(fault));
                yield Optional.empty();
            }
        };
    }

    private static String words(ForkFault fault) {
        return switch (fault) {
            case UNSIGNED -> "one of the two is not signed with both record keys";
            case NOT_PROVED -> "the hashes do not lead to the root that was signed";
            case NOT_COMPARABLE -> "the two are about different sizes or indexes";
            case NO_CONTRADICTION -> "the two can both be true";
        };
    }
}
