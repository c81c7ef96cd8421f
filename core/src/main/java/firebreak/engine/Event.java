package firebreak.engine;

import firebreak.carriage.ProvedParcel;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.note.View;
import firebreak.record.Origin;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the node reacts to: intents of people (imperative) and facts from the shell (past tense).
/// A `request` number names whoever waits for an [Effect.Answer]; 0 is nobody.
public sealed interface Event {
    /// Who waits for an answer; 0 is nobody.
    default long request() {
        return Work.NOBODY;
    }

    // ---- intents

    /// Take the first version of a charter whose fingerprint a person has compared, and be this party in it.
    record JoinCharter(long request, Jws charter, Hash fingerprint, PartyCode party) implements Event {}

    /// Take a later charter version, a manifest or a channel agreement.
    record AdmitDocument(long request, Jws document) implements Event {}

    /// Release a note: people have decided, the node records and sends it.
    ///
    /// @param drafted the view held when it was drafted
    /// @param draft the stored draft that becomes the note; it is gone in the commit that records the note, and
    ///     however often it is released, one note comes of it
    record ReleaseNote(
            long request, ChannelId channel, PostCode author, Content content, View drafted, Optional<FromDraft> draft)
            implements Event {
        /// Without a stored draft: asked twice it is said twice.
        public ReleaseNote(long request, ChannelId channel, PostCode author, Content content, View drafted) {
            this(request, channel, author, content, drafted, Optional.empty());
        }
    }

    /// A stored draft as whoever decided on it has read it.
    ///
    /// @param row the hash of its row
    record FromDraft(String key, Hash row) {}

    /// Change or delete a stored draft, unless it is released or was changed by somebody else meanwhile.
    ///
    /// @param writes what to store if so
    record DecideDraft(long request, FromDraft draft, List<Write> writes) implements Event {
        public DecideDraft {
            writes = List.copyOf(writes);
        }
    }

    /// Put the complete joint note, signed by every named party, into this node's record.
    record RecordJointNote(long request, ChannelId channel, Jws note) implements Event {}

    /// A person at a post has read or acknowledges a note.
    record GiveReceipt(long request, ChannelId channel, PostCode by, Receipt.Kind kind, LeafRef of) implements Event {}

    /// A person has looked at a leaf that is held for good: it need not be shown any more.
    record DismissHeld(long request, Origin origin, long index) implements Event {}

    // ---- facts

    /// First event after the state was loaded.
    ///
    /// @param lease what the high-water file says
    record Started(HighWater lease) implements Event {}

    /// The store does not give back a leaf or its envelope as it was committed.
    record DamageFound(Origin origin, long index) implements Event {}

    /// Time has passed.
    record Ticked() implements Event {}

    /// These posts are unlocked now, and no others.
    record PostsUnlocked(Set<PostCode> posts) implements Event {}

    /// A work was signed and sealed.
    record Authored(long work, Jws signed, Bytes envelope) implements Event {}

    /// A work could not be signed or sealed, for example because its post was locked again.
    record AuthoringFailed(long work, String reason) implements Event {}

    /// The checkpoint of an own record was signed and its size is in the lease file.
    record CheckpointSigned(Origin origin, long size, Bytes text) implements Event {}

    /// A carrier brought a parcel and it was proved.
    record ParcelArrived(long request, ProvedParcel parcel) implements Event {}

    /// Somebody other than its owner showed a checkpoint of a record, such as a witness what it signed last.
    ///
    /// @param head as its owner signed it, verified with the record keys of a member of the channel
    /// @param text the checkpoint with its owner's lines
    record CheckpointShown(ChannelId channel, Origin origin, Head head, Bytes text) implements Event {}

    /// An envelope was opened, or could not be.
    record LeafOpened(Origin origin, long index, Opening opening) implements Event {}

    /// A member took a batch; each parcel has its own outcome.
    record ParcelsTaken(ChannelId channel, PartyCode member, Delivery.Batch batch, List<Taken> outcomes)
            implements Event {}

    /// A member could not be reached or did not answer.
    record SendingFailed(ChannelId channel, PartyCode member, Delivery.Batch batch, String reason) implements Event {}

    /// A member showed the newest checkpoints that it holds of this node's records in a channel.
    ///
    /// @param heads those that this node's record keys have signed
    record HoldingShown(ChannelId channel, PartyCode member, SortedMap<Origin, Head> heads) implements Event {
        public HoldingShown {
            heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
        }
    }

    /// A member could not be asked.
    record AskingFailed(ChannelId channel, PartyCode member) implements Event {}

    /// One parcel's outcome at a member.
    record Taken(long index, Outcome outcome, String reason) {}

    /// What a member did with a parcel.
    enum Outcome {
        /// Stored now or stored before: done.
        TAKEN,
        /// Not now: a quota, or something it needs first.
        LATER,
        /// Never as it is.
        REFUSED
    }

    /// What opening an envelope gave.
    sealed interface Opening {
        /// A well-formed statement whose signatures verify with the keys of the manifests it names.
        record Good(Opened opened) implements Opening {}

        /// It cannot be taken as it stands.
        record Bad(String reason) implements Opening {}

        /// No unlocked post can open it now.
        record Locked() implements Opening {}
    }
}
