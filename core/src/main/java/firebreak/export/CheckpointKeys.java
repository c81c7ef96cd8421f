package firebreak.export;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import java.util.List;
import java.util.Optional;

/// Which of a member's record keys, over all versions of an agreement, has signed a checkpoint.
final class CheckpointKeys {
    private final List<Agreement> agreements;

    /// @param agreements oldest first
    CheckpointKeys(List<Agreement> agreements) {
        this.agreements = agreements;
    }

    Optional<RecordKeys> of(PartyCode party, CheckpointNote note) {
        return agreements.reversed().stream()
                .flatMap(agreement -> agreement.member(party).stream())
                .map(Member::record)
                .distinct()
                .filter(keys -> note.verify(note.checkpoint().origin(), keys) instanceof CheckpointCheck.Verified)
                .findFirst();
    }
}
