package firebreak.carriage;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.record.Checkpoint;
import firebreak.record.Origin;
import firebreak.record.ProofCheck;
import firebreak.record.SignedCheckpoint;
import firebreak.record.TlogProof;
import java.util.Map;

/// A parcel whose leaf is proved to be in a member's record: checkpoint signed with both keys of that
/// member, inclusion proof right, envelope the one the leaf commits to. It cannot be had otherwise.
public final class ProvedParcel {
    private final Parcel parcel;
    private final PartyCode party;
    private final SignedCheckpoint signed;
    private final long index;

    private ProvedParcel(Parcel parcel, PartyCode party, SignedCheckpoint signed, long index) {
        this.parcel = parcel;
        this.party = party;
        this.signed = signed;
        this.index = index;
    }

    /// What became of the attempt to prove a parcel.
    public sealed interface Result {
        record Proved(ProvedParcel parcel) implements Result {}

        record Refused(String reason) implements Result {}
    }

    /// Proves a parcel against the checkpoint keys of the channel's members.
    ///
    /// @param keys the members that may have recorded it, with their checkpoint keys
    public static Result prove(Parcel parcel, Map<PartyCode, RecordKeys> keys) {
        if (!Hash.of(parcel.envelope()).equals(parcel.leaf().envelope())) {
            return new Result.Refused("the envelope is not the one its leaf commits to");
        }
        try {
            TlogProof proof = TlogProof.parse("proof", parcel.proof());
            Origin origin = proof.checkpoint().checkpoint().origin();
            for (Map.Entry<PartyCode, RecordKeys> member : keys.entrySet()) {
                switch (proof.verify(parcel.leaf().hash(), origin, member.getValue())) {
                    case ProofCheck.Included(SignedCheckpoint signed, long index) -> {
                        return new Result.Proved(new ProvedParcel(parcel, member.getKey(), signed, index));
                    }
                    case ProofCheck.NotIncluded _ -> {
                        return new Result.Refused("the proof does not show the leaf in the record");
                    }
                    case ProofCheck.Unsigned _ -> {} // perhaps another member's record
                }
            }
            return new Result.Refused(
                    "the checkpoint is not signed with both record keys of any member of the channel");
        } catch (FormatException malformed) {
            return new Result.Refused(malformed.reason());
        }
    }

    public Parcel parcel() {
        return parcel;
    }

    /// Whose record it lies in.
    public PartyCode party() {
        return party;
    }

    public Origin origin() {
        return checkpoint().origin();
    }

    public long index() {
        return index;
    }

    /// The record's size and root as its owner signed them.
    public Checkpoint checkpoint() {
        return signed.checkpoint();
    }

    /// The signed checkpoint as it came.
    public Bytes checkpointText() {
        return signed.bytes();
    }
}
