package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Times;
import firebreak.encoding.Vectors;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/record.json`, made by another implementation: what `spec/record.md` says, except proofs.
class RecordVectorsTest {
    private static final Origin ORIGIN = VectorCase.keys().origin();
    private static final RecordSecret SECRET = VectorCase.keys().secret();
    private static final RecordKeys KEYS = SECRET.keys();

    private static Stream<DynamicTest> each(String list, VectorCase.Verdict verdict) {
        return VectorCase.all(list).stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(), () -> assertThat(one.verdictOf(verdict)).isEqualTo(one.expected())));
    }

    @Test
    void the_seeds_give_the_keys() throws FormatException {
        VectorCase keys = VectorCase.keys();
        assertThat(KEYS.ed25519().bytes().base64Url()).isEqualTo(keys.text("ed25519"));
        assertThat(KEYS.mlDsa44().bytes().base64Url()).isEqualTo(keys.text("mlDsa44"));
        assertThat(VerifierKey.ofRecord(ORIGIN, KEYS).stream().map(VerifierKey::text))
                .isEqualTo(keys.strings("vkeys"));
    }

    @TestFactory
    Stream<DynamicTest> origins() {
        return each("origins", one -> {
            Origin origin = Origin.parse("origin", one.text("text"));
            assertThat(Origin.random(new Drawn(one.hex("random")))).isEqualTo(origin);
            return "valid";
        });
    }

    /// Gives the bytes it was made with.
    private record Drawn(Bytes bytes) implements RandomGenerator {
        @Override
        public long nextLong() {
            throw new AssertionError("only bytes are drawn");
        }

        @Override
        public void nextBytes(byte[] drawn) {
            System.arraycopy(bytes.toArray(), 0, drawn, 0, drawn.length);
        }
    }

    @TestFactory
    Stream<DynamicTest> verifier_keys() {
        return each("vkeys", one -> {
            assertThat(VerifierKey.parse("vkey", one.text("text")).text()).isEqualTo(one.text("text"));
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> leaves() {
        return each("leaves", one -> {
            Leaf leaf = Leaf.read("leaf", one.hex("leaf"));
            assertThat(VectorCase.name(leaf.type())).isEqualTo(one.text("type"));
            assertThat(leaf.envelope()).isEqualTo(one.hash("envelope"));
            assertThat(leaf.commitment()).isEqualTo(one.hash("commitment"));
            assertThat(leaf.hash()).isEqualTo(one.hash("hash"));
            assertThat(leaf.bytes()).isEqualTo(one.hex("leaf"));
            return "valid";
        });
    }

    /// The leaves that the file describes.
    static List<Leaf> leaves(long size) {
        return IntStream.range(0, Math.toIntExact(size))
                .mapToObj(i -> new Leaf(
                        i == 0 ? LeafType.OPENING : LeafType.NOTE,
                        Hash.of(Bytes.ofUtf8("envelope " + i)),
                        Hash.of(Bytes.ofUtf8("commitment " + i))))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> roots() {
        return each("roots", one -> {
            List<Hash> hashes =
                    leaves(one.number("size")).stream().map(Leaf::hash).toList();
            assertThat(Merkle.root(hashes)).isEqualTo(one.hash("root"));
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> tiles() {
        return each("tiles", one -> {
            Map<String, String> files = new TreeMap<>();
            ExportedRecord.files(leaves(one.number("size")))
                    .forEach((path, content) -> files.put(path, Hash.of(content).hex()));
            files.keySet().removeIf(path -> !path.startsWith("tile/"));
            assertThat(files).isEqualTo(one.texts("files"));
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> paths() {
        return each("paths", one -> {
            TilePath path = TilePath.parse("path", one.text("text"));
            int level = path instanceof TilePath.Hashes tile ? tile.level() : -1;
            assertThat(List.of((long) level, path.index(), (long) path.width()))
                    .containsExactly(one.number("level"), one.number("index"), one.number("width"));
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> bundles() {
        return each("bundles", one -> {
            List<Bytes> entries = EntryBundle.read("bundle", one.hex("hex"), (int) one.number("width"));
            assertThat(entries.stream().map(Bytes::hex)).isEqualTo(one.strings("entries"));
            assertThat(EntryBundle.write(entries)).isEqualTo(one.hex("hex"));
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> checkpoints() {
        return each("checkpoints", one -> {
            CheckpointNote note = CheckpointNote.parse("checkpoint", one.utf8("text"));
            assertThat(note.bytes()).isEqualTo(one.utf8("text"));
            return switch (note.verify(ORIGIN, KEYS)) {
                case CheckpointCheck.Refused(CheckpointFault fault) -> VectorCase.name(fault);
                case CheckpointCheck.Verified(SignedCheckpoint signed) -> {
                    assertThat(signed.checkpoint())
                            .isEqualTo(new Checkpoint(ORIGIN, one.number("size"), one.hash("root")));
                    assertThat(Times.format(signed.statedAt())).isEqualTo(one.text("statedAt"));
                    yield "valid";
                }
            };
        });
    }

    @TestFactory
    Stream<DynamicTest> cosignatures() {
        return each("cosignatures", one -> {
            List<VerifierKey> witnesses = new ArrayList<>();
            for (String key : one.strings("witnesses")) {
                witnesses.add(VerifierKey.parse("witness", key));
            }
            return switch (verified(one.utf8("text")).cosignatures(witnesses)) {
                case CosignatureCheck.Refused _ -> "refused";
                case CosignatureCheck.Verified(List<Cosignature> cosignatures) -> {
                    assertThat(cosignatures).isEqualTo(statements(one));
                    yield "valid";
                }
            };
        });
    }

    private static SignedCheckpoint verified(Bytes text) throws FormatException {
        if (SignedCheckpoint.verify("checkpoint", text, ORIGIN, KEYS) instanceof CheckpointCheck.Verified(var signed)) {
            return signed;
        }
        throw new AssertionError("the record's own lines are good");
    }

    private static List<Cosignature> statements(VectorCase one) throws FormatException {
        return Fields.asList("statements", Vectors.member(one.json(), "statements"), (place, json) -> {
            Fields fields = Fields.of(place, json);
            KeyName witness = KeyName.parse(place, fields.string("witness"));
            SignatureType type =
                    fields.integer("type", 4, 6) == 4 ? SignatureType.TIMED_ED25519 : SignatureType.TIMED_ML_DSA_44;
            return new Cosignature(witness, type, fields.time("at"));
        });
    }
}
