package firebreak.export;

import firebreak.carriage.Parcel;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.RecordKeys;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.ForkCheck;
import firebreak.record.ForkEvidence;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.Tiles;
import firebreak.record.TlogProof;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a node kept against a record's owner, made into statements that anybody can check: each sets one thing that the
/// owner signed beside another that cannot be true with it. What was kept and does not come to such a pair is left
/// out.
final class KeptProofs {
    private static final String HEAD = "head/";

    private final StoreView stored;
    private final CheckpointKeys keys;

    KeptProofs(StoreView stored, CheckpointKeys keys) {
        this.stored = stored;
        this.keys = keys;
    }

    /// Something the owner signed: a head, and the leaf proved by it where it came with one.
    private record Signed(SignedCheckpoint head, RecordKeys by, Optional<Proved> leaf) {
        long size() {
            return head.checkpoint().size();
        }
    }

    private record Proved(Hash leaf, TlogProof proof) {}

    /// The mirror as far as a signed head covers it.
    private record Mirror(Signed top, LeafHashes tree) {}

    /// @throws IOException when the store gives back what it never stored
    List<ForkEvidence> against(PartyCode party, Origin origin) throws IOException {
        try {
            List<Signed> kept = kept(party, origin);
            Optional<Mirror> mirror = kept.isEmpty() ? Optional.empty() : mirror(party, origin);
            List<ForkEvidence> found = new ArrayList<>();
            for (Signed one : kept) {
                Optional<ForkEvidence> evidence = Optional.empty();
                if (mirror.isPresent()) {
                    evidence = beside(mirror.get(), party, one);
                }
                evidence.or(() -> besideAny(kept, one))
                        .filter(pair -> pair.check(origin, one.by()) instanceof ForkCheck.Proven)
                        .filter(pair -> !found.contains(pair))
                        .ifPresent(found::add);
            }
            return found;
        } catch (FormatException damaged) {
            throw new IOException("the store gives back what it never stored: " + damaged.reason(), damaged);
        }
    }

    private List<Signed> kept(PartyCode party, Origin origin) throws FormatException {
        List<Signed> kept = new ArrayList<>();
        String prefix = origin.text() + "/";
        for (StoreView.Entry row : stored.all(Table.EVIDENCE, prefix, prefix + StoreView.END)) {
            if (row.key().startsWith(HEAD, prefix.length())) {
                head(party, row.value()).ifPresent(kept::add);
            } else {
                Parcel parcel = Parcel.parse("kept parcel", row.value());
                proved(party, parcel.leaf().hash(), parcel.proof()).ifPresent(kept::add);
            }
        }
        return kept;
    }

    private Optional<Signed> head(PartyCode party, Bytes text) throws FormatException {
        return signed(party, CheckpointNote.parse("kept checkpoint", text), Optional.empty());
    }

    private Optional<Signed> proved(PartyCode party, Hash leaf, Bytes text) throws FormatException {
        TlogProof proof = TlogProof.parse("kept proof", text);
        return signed(party, proof.checkpoint(), Optional.of(new Proved(leaf, proof)));
    }

    private Optional<Signed> signed(PartyCode party, CheckpointNote note, Optional<Proved> leaf) {
        return keys.of(party, note)
                .flatMap(by ->
                        note.verify(note.checkpoint().origin(), by) instanceof CheckpointCheck.Verified(var checkpoint)
                                ? Optional.of(new Signed(checkpoint, by, leaf))
                                : Optional.empty());
    }

    private Optional<Mirror> mirror(PartyCode party, Origin origin) throws FormatException {
        Optional<Bytes> text = stored.get(Table.CHECKPOINT, origin.text());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Signed> top = head(party, text.get());
        List<Hash> leaves = new ArrayList<>();
        for (long index = 0; top.isPresent() && index < top.get().size(); index++) {
            Optional<Hash> leaf = held(origin, index);
            if (leaf.isEmpty()) {
                return Optional.empty();
            }
            leaves.add(leaf.get());
        }
        return top.map(head -> new Mirror(head, new LeafHashes(leaves)));
    }

    private Optional<Hash> held(Origin origin, long index) {
        return stored.get(Table.LEAF, Keys.leaf(origin, index)).map(Merkle::leafHash);
    }

    private Optional<ForkEvidence> beside(Mirror mirror, PartyCode party, Signed one) throws FormatException {
        Origin origin = one.head().checkpoint().origin();
        if (one.leaf().isPresent()) {
            Proved other = one.leaf().get();
            long index = other.proof().index();
            Optional<Proved> here =
                    index < mirror.top().size() ? Optional.of(here(mirror, index)) : heldBehind(party, origin, index);
            if (here.filter(leaf -> !leaf.leaf().equals(other.leaf())).isPresent()) {
                return here.map(leaf -> twoLeaves(leaf, other));
            }
        }
        if (one.size() > mirror.top().size()) {
            return pending(party, origin, one.size()).flatMap(head -> ForkEvidence.between(head.head(), one.head()));
        }
        return ForkEvidence.between(one.head(), mirror.top().head(), mirror.tree());
    }

    private static Proved here(Mirror mirror, long index) {
        Checkpoint top = mirror.top().head().checkpoint();
        return new Proved(
                mirror.tree().subtree(0, index),
                TlogProof.of(mirror.top().head(), new Tiles(Tiles.of(mirror.tree()), top.size()).inclusion(index)));
    }

    /// A leaf behind a gap, with the proof that it came with.
    private Optional<Proved> heldBehind(PartyCode party, Origin origin, long index) throws FormatException {
        Optional<Hash> leaf = held(origin, index);
        Optional<Bytes> proof = stored.get(Table.TILE, Keys.leaf(origin, index));
        return leaf.isPresent() && proof.isPresent()
                ? proved(party, leaf.get(), proof.get()).flatMap(Signed::leaf)
                : Optional.empty();
    }

    private Optional<Signed> pending(PartyCode party, Origin origin, long size) throws FormatException {
        Optional<Bytes> text = stored.get(Table.CHECKPOINT, Keys.leaf(origin, size));
        return text.isPresent() ? head(party, text.get()) : Optional.empty();
    }

    /// Two of those that were kept.
    private static Optional<ForkEvidence> besideAny(List<Signed> kept, Signed one) {
        return kept.stream().flatMap(other -> pair(one, other).stream()).findFirst();
    }

    private static Optional<ForkEvidence> pair(Signed one, Signed other) {
        Optional<ForkEvidence> leaves = one.leaf()
                .flatMap(first -> other.leaf()
                        .filter(second ->
                                first.proof().index() == second.proof().index()
                                        && !first.leaf().equals(second.leaf()))
                        .map(second -> twoLeaves(first, second)));
        return leaves.or(() -> ForkEvidence.between(one.head(), other.head()));
    }

    private static ForkEvidence twoLeaves(Proved one, Proved other) {
        return new ForkEvidence.TwoLeaves(one.leaf(), one.proof(), other.leaf(), other.proof());
    }
}
