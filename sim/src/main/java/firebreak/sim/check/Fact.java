package firebreak.sim.check;

import firebreak.carriage.Parcel;
import firebreak.charter.PartyCode;
import firebreak.engine.StoreView;
import firebreak.engine.Write;
import firebreak.note.LeafRef;
import firebreak.note.Said;
import java.util.List;

/// Something a node has done that shows on its outside.
public sealed interface Fact {
    PartyCode node();

    /// A commit was acknowledged.
    ///
    /// @param store as it is after the commit
    record Wrote(PartyCode node, List<Write> writes, StoreView store) implements Fact {
        public Wrote {
            writes = List.copyOf(writes);
        }
    }

    /// Statements came to stand in a record, as the projections are told.
    record Accepted(PartyCode node, Said said) implements Fact {}

    /// A parcel left the node.
    record Left(PartyCode node, Parcel parcel) implements Fact {}

    /// The node told somebody that it has this leaf.
    record Promised(PartyCode node, LeafRef leaf) implements Fact {}

    /// The node begins again with its own store, after a crash or a stop. All it promised must be there.
    record Restarted(PartyCode node, StoreView store) implements Fact {}

    /// The node begins again with less than it had: an old copy of its home, or a disk that lied to it.
    record TurnedBack(PartyCode node, StoreView store) implements Fact {}

    /// The node failed with an unexpected exception.
    record Broke(PartyCode node, String what) implements Fact {}

    /// The faults have stopped long enough ago; nothing more will happen.
    record Ended(PartyCode node, StoreView store) implements Fact {}
}
