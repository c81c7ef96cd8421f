package firebreak.clock;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import java.time.Instant;
import java.util.Optional;

/// What a reader can show about when a leaf was there.
public interface Times {
    /// When a leaf was in its record: its witness time; where the agreement needs no witness, what its author says.
    ///
    /// @param agreement the version that the leaf names
    /// @param claimed what its author says
    /// @return empty where witnesses are needed and too few are shown to have signed
    Optional<Moment> of(LeafRef leaf, Hash agreement, Instant claimed);

    /// When as many mailboxes as the agreement needs had a leaf's parcel for a party, by their signed deposit receipts.
    Optional<Instant> deposited(LeafRef leaf, Hash agreement, PartyCode addressee);
}
