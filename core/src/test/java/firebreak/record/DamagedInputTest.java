package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Damage;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    private static final LeafHashes TREE = new LeafHashes(Trees.leaves(20));
    private static final SignedCheckpoint CHECKPOINT = Signed.checkpoint(TREE, 20);

    @Test
    void checkpoints() {
        Damage.bytes(
                CHECKPOINT.bytes(),
                input -> CheckpointNote.parse("checkpoint", input).bytes());
    }

    @Test
    void proofs() {
        Bytes proof = TlogProof.of(CHECKPOINT, InclusionProof.make(3, 20, TREE)).bytes();
        Damage.bytes(proof, input -> TlogProof.parse("proof", input).bytes());
    }

    @Test
    void verifier_keys() {
        Bytes key = Bytes.ofUtf8(
                VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).getFirst().text());
        Damage.bytes(
                key,
                input -> Bytes.ofUtf8(
                        VerifierKey.parse("vkey", input.utf8("vkey")).text()));
    }

    @Test
    void tile_paths() {
        Damage.bytes(
                Bytes.ofUtf8("tile/0/x001/x234/067.p/255"),
                input -> Bytes.ofUtf8(TilePath.parse("path", input.utf8("path")).path()));
    }

    @Test
    void bundles() {
        List<Bytes> entries = ExportedRecord.leaves(3).stream().map(Leaf::bytes).toList();
        Damage.bytes(EntryBundle.write(entries), input -> EntryBundle.write(EntryBundle.read("bundle", input, 3)));
    }

    @Test
    void leaves() {
        Damage.bytes(
                ExportedRecord.leaf(1).bytes(),
                input -> Leaf.read("leaf", input).bytes());
    }

    @Test
    void fork_evidence() {
        SignedCheckpoint other = Signed.checkpoint(20, Trees.leaf(-1));
        Bytes evidence = Canonical.write(
                ForkEvidence.between(CHECKPOINT, other).orElseThrow().toJson());
        Damage.bytes(
                evidence,
                input -> Canonical.write(ForkEvidence.read("evidence", Canonical.read("evidence", input, 1 << 20))
                        .toJson()));
    }

    @Test
    void proofs_in_json() {
        Bytes inclusion = Canonical.write(InclusionProof.make(3, 20, TREE).toJson());
        Damage.bytes(
                inclusion,
                input -> Canonical.write(InclusionProof.read("proof", Canonical.read("proof", input, 1 << 16))
                        .toJson()));
        Bytes consistency = Canonical.write(ConsistencyProof.make(3, 20, TREE).toJson());
        Damage.bytes(
                consistency,
                input -> Canonical.write(ConsistencyProof.read("proof", Canonical.read("proof", input, 1 << 16))
                        .toJson()));
        Bytes frontier = Canonical.write(Frontier.of(19, TREE).toJson());
        Damage.bytes(
                frontier,
                input -> Canonical.write(Frontier.read("edge", Canonical.read("edge", input, 1 << 16))
                        .toJson()));
        Bytes ranges = Canonical.write(IndexRanges.EMPTY.with(3).with(7).with(8).toJson());
        Damage.bytes(
                ranges,
                input -> Canonical.write(IndexRanges.read("ranges", Canonical.read("ranges", input, 1 << 16))
                        .toJson()));
    }
}
