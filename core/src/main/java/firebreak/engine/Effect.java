package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.note.LeafRef;
import firebreak.note.Precedence;
import firebreak.record.IndexRanges;
import firebreak.record.Origin;
import java.util.List;
import java.util.Optional;

/// What the shell carries out after the writes of the step are durable. Every effect may be carried out
/// again after a crash and does no harm twice; its result comes back as an [Event].
public sealed interface Effect {
    /// Sign the stored payload of a work and seal it. Gives [Event.Authored] or [Event.AuthoringFailed].
    ///
    /// @param signer the post that signs; absent for the node
    record Author(long work, ChannelId channel, Optional<PostCode> signer, Bytes salt) implements Effect {}

    /// Note the size in the lease file, then sign the checkpoint. Gives [Event.CheckpointSigned].
    record SignCheckpoint(Origin origin, Head head) implements Effect {}

    /// Open a stored envelope with the unlocked posts of a channel. Gives [Event.LeafOpened].
    record Open(ChannelId channel, Origin origin, long index) implements Effect {}

    /// Send parcels of a record to a member. Gives [Event.ParcelsTaken] or [Event.SendingFailed].
    record Send(ChannelId channel, PartyCode member, Delivery.Batch batch) implements Effect {}

    /// Ask members for parcels of a record that are missing here, the owner first; when the owner is this node or
    /// has nothing, the others. The ranges may lie beyond the record's end. What comes back arrives as
    /// [Event.ParcelArrived].
    record Fetch(ChannelId channel, PartyCode owner, Origin origin, List<IndexRanges.Range> missing)
            implements Effect {}

    /// Ask a member how much it holds of this node's record. Gives [Event.HoldingShown] or [Event.AskingFailed].
    record AskHolding(ChannelId channel, PartyCode member, Origin origin) implements Effect {}

    /// Call people: something arrived that waits for them.
    ///
    /// @param precedence absent when nobody here can open it yet
    record Alarm(ChannelId channel, LeafRef leaf, Optional<Precedence> precedence) implements Effect {}

    /// Tell whoever made a request how it ended.
    record Answer(long request, Result result) implements Effect {}

    /// How a request ended.
    sealed interface Result {
        /// Recorded at this leaf.
        record Recorded(LeafRef leaf, String reference) implements Result {}

        /// Done, nothing more to say than this.
        record Done(String what) implements Result {}

        /// A parcel was stored now or had been stored before.
        record Taken(boolean before) implements Result {}

        /// Not now; try again later.
        record Later(String reason) implements Result {}

        /// Not at all, with the reason for people.
        record Refused(String reason) implements Result {}
    }
}
