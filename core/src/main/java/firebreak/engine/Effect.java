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

/// What the shell carries out once the writes of the step are durable, or a little before ([#early]). Every
/// effect may be carried out again after a crash and does no harm twice; its result comes back as an [Event].
public sealed interface Effect {
    /// Whether it may begin while the writes of its step are still being made durable. Handwork may: its result is
    /// nothing before it comes back as an event, whose writes follow those of this step. Sending may, for it shows
    /// nothing of this step: only leaves below a signed checkpoint, which was asked for after they were durable and
    /// signed after its size was in the lease file. All else waits; a crash in between loses nothing that anybody
    /// was told.
    default boolean early() {
        return switch (this) {
            case Author _, Open _, Send _ -> true;
            case SignCheckpoint _, Fetch _, AskHolding _, Alarm _, Answer _ -> false;
        };
    }

    /// Sign the stored payload of a work and seal it. Gives [Event.Authored] or [Event.AuthoringFailed].
    ///
    /// @param signer the post that signs; absent for the node
    record Author(long work, ChannelId channel, Optional<PostCode> signer, Bytes salt) implements Effect {}

    /// Note the size in the lease file, then sign the checkpoint. Gives [Event.CheckpointSigned].
    /// @param generation the record's place in its chain of successors, noted with the size
    record SignCheckpoint(ChannelId channel, Origin origin, int generation, Head head) implements Effect {}

    /// Open a stored envelope with the unlocked posts of a channel. Gives [Event.LeafOpened].
    record Open(ChannelId channel, Origin origin, long index) implements Effect {}

    /// Send parcels of a record to a member. Gives [Event.ParcelsTaken] or [Event.SendingFailed].
    record Send(ChannelId channel, PartyCode member, Delivery.Batch batch) implements Effect {}

    /// Ask members for parcels of a record that are missing here, the owner first; when the owner is this node or
    /// has nothing, the others. The ranges may lie beyond the record's end. What comes back arrives as
    /// [Event.ParcelArrived].
    record Fetch(ChannelId channel, PartyCode owner, Origin origin, List<IndexRanges.Range> missing) implements Effect {
        /// What is still wanted after a member gave something. That counts only where it is a leaf of the record asked
        /// for and was taken here, so that nobody can keep the others from being asked.
        ///
        /// @param results how its parcels ended here
        public IndexRanges left(IndexRanges wanted, List<Result> results) {
            IndexRanges left = wanted;
            for (Result result : results) {
                if (result instanceof Result.Taken(LeafRef leaf, boolean _)
                        && leaf.origin().equals(origin)) {
                    left = left.without(leaf.index());
                }
            }
            return left;
        }
    }

    /// Ask a member what it holds of this node's records in a channel, all generations. Gives [Event.HoldingShown] or
    /// [Event.AskingFailed].
    record AskHolding(ChannelId channel, PartyCode member) implements Effect {}

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

        /// The leaf of a parcel was stored now or had been stored before.
        record Taken(LeafRef leaf, boolean before) implements Result {}

        /// Not now; try again later.
        record Later(String reason) implements Result {}

        /// Not at all, with the reason for people.
        record Refused(String reason) implements Result {}
    }
}
