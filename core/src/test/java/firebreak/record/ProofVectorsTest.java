package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import firebreak.identity.RecordKeys;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/record.json`, made by another implementation: what `spec/proof.md` says.
class ProofVectorsTest {
    private static final Origin ORIGIN = VectorCase.keys().origin();
    private static final RecordKeys KEYS = VectorCase.keys().secret().keys();
    private static final LeafHashes TREE = new LeafHashes(
            RecordVectorsTest.leaves(1000).stream().map(Leaf::hash).toList());

    private static Stream<DynamicTest> each(String list, VectorCase.Verdict verdict) {
        return VectorCase.all(list).stream()
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(), () -> assertThat(one.verdictOf(verdict)).isEqualTo(one.expected())));
    }

    @TestFactory
    Stream<DynamicTest> inclusion() {
        return each("inclusion", one -> {
            InclusionProof proof = InclusionProof.read("proof", proof(one, "index", "size"));
            if (!proof.verify(one.hash("leaf"), one.hash("root"))) {
                return "refused";
            }
            assertThat(InclusionProof.make(proof.index(), proof.size(), TREE)).isEqualTo(proof);
            return "valid";
        });
    }

    @TestFactory
    Stream<DynamicTest> consistency() {
        return each("consistency", one -> {
            ConsistencyProof proof = ConsistencyProof.read("proof", proof(one, "from", "to"));
            if (!proof.verify(one.hash("fromRoot"), one.hash("toRoot"))) {
                return "refused";
            }
            assertThat(ConsistencyProof.make(proof.from(), proof.to(), TREE)).isEqualTo(proof);
            return "valid";
        });
    }

    private static Json proof(VectorCase one, String first, String second) throws FormatException {
        List<Hash> path = one.hashes("path");
        return Json.object()
                .with(first, one.number(first))
                .with(second, one.number(second))
                .with("path", Json.list(path, Json::of))
                .build();
    }

    @TestFactory
    Stream<DynamicTest> tlog_proofs() {
        return each("proofs", one -> {
            TlogProof proof = TlogProof.parse("proof", one.utf8("text"));
            assertThat(proof.bytes()).isEqualTo(one.utf8("text"));
            return switch (proof.verify(one.hash("leaf"), ORIGIN, KEYS)) {
                case ProofCheck.Included _ -> "valid";
                case ProofCheck.NotIncluded _ -> "not-included";
                case ProofCheck.Unsigned(CheckpointFault fault) -> VectorCase.name(fault);
            };
        });
    }

    @TestFactory
    Stream<DynamicTest> forks() {
        return each("forks", one -> {
            Json json = Vectors.member(one.json(), "evidence");
            ForkEvidence evidence = ForkEvidence.read("evidence", json);
            assertThat(evidence.toJson()).isEqualTo(json);
            return switch (evidence.check(ORIGIN, KEYS)) {
                case ForkCheck.Proven _ -> "proven";
                case ForkCheck.Refused(ForkFault fault) -> VectorCase.name(fault);
            };
        });
    }
}
