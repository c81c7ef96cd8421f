package firebreak.sim.world;

import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.engine.Event;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.util.List;

/// What one node asks another over the network, and what it is told.
sealed interface Call {
    /// Take these parcels.
    record Take(Bytes bundle) implements Call {}

    /// Give me parcels of a record.
    record Give(ChannelId channel, Origin origin, List<IndexRanges.Range> missing) implements Call {}

    /// Show me the newest checkpoints you hold of my records.
    record Show(ChannelId channel) implements Call {}

    /// An answer to a call.
    sealed interface Reply {}

    /// What became of each parcel, in their order.
    record Outcomes(List<Outcome> outcomes) implements Reply {
        public Outcomes {
            outcomes = List.copyOf(outcomes);
        }
    }

    /// What became of one parcel.
    record Outcome(Event.Outcome outcome, String reason) {}

    /// A bundle of parcels, perhaps without any.
    record Given(Bytes bundle) implements Reply {}

    /// Checkpoints of the caller's records.
    record Shown(Bytes checkpoints) implements Reply {}
}
