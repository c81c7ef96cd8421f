package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a reader is given, it reads something that writes itself the same way again, or throws a
/// [FormatException]; nothing else.
class DamagedInputTest {
    private static final int ROUNDS = 4000;
    private static final LeafHashes TREE = new LeafHashes(Trees.leaves(20));
    private static final SignedCheckpoint CHECKPOINT = Signed.checkpoint(TREE, 20);

    /// Reads and writes again.
    @FunctionalInterface
    private interface Reader {
        Bytes reread(Bytes input) throws FormatException;
    }

    @Test
    void checkpoints() {
        damage(
                CHECKPOINT.bytes(),
                input -> CheckpointNote.parse("checkpoint", input).bytes());
    }

    @Test
    void proofs() {
        Bytes proof = TlogProof.of(CHECKPOINT, InclusionProof.make(3, 20, TREE)).bytes();
        damage(proof, input -> TlogProof.parse("proof", input).bytes());
    }

    @Test
    void verifier_keys() {
        Bytes key = Bytes.ofUtf8(
                VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).getFirst().text());
        damage(
                key,
                input -> Bytes.ofUtf8(
                        VerifierKey.parse("vkey", input.utf8("vkey")).text()));
    }

    @Test
    void tile_paths() {
        damage(
                Bytes.ofUtf8("tile/0/x001/x234/067.p/255"),
                input -> Bytes.ofUtf8(TilePath.parse("path", input.utf8("path")).path()));
    }

    @Test
    void bundles() {
        List<Bytes> entries = ExportedRecord.leaves(3).stream().map(Leaf::bytes).toList();
        damage(EntryBundle.write(entries), input -> EntryBundle.write(EntryBundle.read("bundle", input, 3)));
    }

    @Test
    void leaves() {
        damage(ExportedRecord.leaf(1).bytes(), input -> Leaf.read("leaf", input).bytes());
    }

    @Test
    void fork_evidence() {
        SignedCheckpoint other = Signed.checkpoint(20, Trees.leaf(-1));
        Bytes evidence = Canonical.write(
                ForkEvidence.between(CHECKPOINT, other).orElseThrow().toJson());
        damage(
                evidence,
                input -> Canonical.write(ForkEvidence.read("evidence", Canonical.read("evidence", input, 1 << 20))
                        .toJson()));
    }

    @Test
    void proofs_in_json() {
        Bytes inclusion = Canonical.write(InclusionProof.make(3, 20, TREE).toJson());
        damage(
                inclusion,
                input -> Canonical.write(InclusionProof.read("proof", Canonical.read("proof", input, 1 << 16))
                        .toJson()));
        Bytes consistency = Canonical.write(ConsistencyProof.make(3, 20, TREE).toJson());
        damage(
                consistency,
                input -> Canonical.write(ConsistencyProof.read("proof", Canonical.read("proof", input, 1 << 16))
                        .toJson()));
        Bytes frontier = Canonical.write(Frontier.of(19, TREE).toJson());
        damage(
                frontier,
                input -> Canonical.write(Frontier.read("edge", Canonical.read("edge", input, 1 << 16))
                        .toJson()));
        Bytes ranges = Canonical.write(IndexRanges.EMPTY.with(3).with(7).with(8).toJson());
        damage(
                ranges,
                input -> Canonical.write(IndexRanges.read("ranges", Canonical.read("ranges", input, 1 << 16))
                        .toJson()));
    }

    private static void damage(Bytes good, Reader reader) {
        for (long seed = 0; seed < ROUNDS; seed++) {
            Bytes input = damaged(good, new Random(seed));
            try {
                assertThat(reader.reread(input)).as("seed %d", seed).isEqualTo(input);
            } catch (FormatException refused) {
                // what a reader is for
            } catch (RuntimeException leaked) {
                fail("seed " + seed, leaked);
            }
        }
    }

    /// One to three small damages: a byte changed, a piece cut, doubled or moved.
    private static Bytes damaged(Bytes good, Random random) {
        Bytes damaged = good;
        for (int times = 1 + random.nextInt(3); times > 0 && !damaged.isEmpty(); times--) {
            int from = random.nextInt(damaged.size());
            int to = Math.min(damaged.size(), from + 1 + random.nextInt(random.nextBoolean() ? 3 : 60));
            damaged = damage(damaged, from, to, random);
        }
        return damaged;
    }

    private static Bytes damage(Bytes content, int from, int to, Random random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(content.slice(0, from).toArray());
        byte[] piece = content.slice(from, to).toArray();
        switch (random.nextInt(4)) {
            case 0 -> piece[0] = (byte) random.nextInt(256);
            case 1 -> piece[0] = (byte) "0 9\n-+=/x.\u007f".charAt(random.nextInt(11));
            case 2 -> out.writeBytes(piece);
            default -> piece = new byte[0];
        }
        out.writeBytes(piece);
        out.writeBytes(content.slice(to, content.size()).toArray());
        return Bytes.wrap(out.toByteArray());
    }
}
