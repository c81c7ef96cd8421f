package firebreak.carriage;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.note.LeafRef;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.Origin;
import firebreak.record.ProofCheck;
import firebreak.record.SignedCheckpoint;
import firebreak.record.TlogProof;
import java.util.Map;
import java.util.Optional;

/// A parcel whose leaf is proved to be in a member's record: checkpoint signed with both keys of that
/// member, inclusion proof right, envelope the one the leaf commits to. It cannot be had otherwise.
public final class ProvedParcel {
    private final Parcel parcel;
    private final PartyCode party;
    private final RecordKeys keys;
    private final SignedCheckpoint signed;
    private final long index;

    private ProvedParcel(Parcel parcel, PartyCode party, RecordKeys keys, SignedCheckpoint signed, long index) {
        this.parcel = parcel;
        this.party = party;
        this.keys = keys;
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
        return prove(parcel, keys, Optional.empty());
    }

    /// The same; a checkpoint that was found well signed for another parcel, with the same keys and to the byte, is
    /// not checked again.
    ///
    /// @param before another parcel, such as the one before in the same bundle
    public static Result prove(Parcel parcel, Map<PartyCode, RecordKeys> keys, Optional<ProvedParcel> before) {
        if (!Hash.of(parcel.envelope()).equals(parcel.leaf().envelope())) {
            return new Result.Refused("the envelope is not the one its leaf commits to");
        }
        try {
            TlogProof proof = TlogProof.parse("proof", parcel.proof());
            Optional<ProvedParcel> same = before.filter(other -> other.covers(proof, keys));
            if (same.isPresent()) {
                return result(parcel, same.get().party, same.get().keys, proof, same.get().signed);
            }
            Origin origin = proof.checkpoint().checkpoint().origin();
            for (Map.Entry<PartyCode, RecordKeys> member : keys.entrySet()) {
                if (proof.checkpoint().verify(origin, member.getValue())
                        instanceof CheckpointCheck.Verified(SignedCheckpoint signed)) {
                    return result(parcel, member.getKey(), member.getValue(), proof, signed);
                } // else perhaps another member's record
            }
            return new Result.Refused(
                    "the checkpoint is not signed with both record keys of any member of the channel");
        } catch (FormatException malformed) {
            return new Result.Refused(malformed.reason());
        }
    }

    private boolean covers(TlogProof proof, Map<PartyCode, RecordKeys> now) {
        return keys.equals(now.get(party))
                && signed.bytes().equals(proof.checkpoint().bytes());
    }

    private static Result result(
            Parcel parcel, PartyCode party, RecordKeys keys, TlogProof proof, SignedCheckpoint signed) {
        return switch (proof.included(parcel.leaf().hash(), signed)) {
            case ProofCheck.Included(SignedCheckpoint under, long index) ->
                new Result.Proved(new ProvedParcel(parcel, party, keys, under, index));
            case ProofCheck.NotIncluded _, ProofCheck.Unsigned _ ->
                new Result.Refused("the proof does not show the leaf in the record");
        };
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

    /// The leaf it carries, by its place.
    public LeafRef ref() {
        return new LeafRef(origin(), index, parcel.leaf().hash());
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
