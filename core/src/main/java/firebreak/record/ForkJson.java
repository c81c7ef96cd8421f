package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.List;

/// Fork evidence in JSON; checkpoints and proofs stand in it as the text they are.
final class ForkJson {
    private static final String TWO_ROOTS = "two-roots";
    private static final String TWO_LEAVES = "two-leaves";
    private static final String REWRITTEN = "rewritten";

    private ForkJson() {}

    private static Json.Builder begin(String kind) {
        return Json.object().with("type", ForkEvidence.TYPE).with("kind", kind);
    }

    static Json write(ForkEvidence.TwoRoots evidence) {
        return begin(TWO_ROOTS)
                .with("first", text(evidence.first().bytes()))
                .with("second", text(evidence.second().bytes()))
                .build();
    }

    static Json write(ForkEvidence.TwoLeaves evidence) {
        return begin(TWO_LEAVES)
                .with("first", text(evidence.first().bytes()))
                .with("firstLeaf", evidence.firstLeaf())
                .with("second", text(evidence.second().bytes()))
                .with("secondLeaf", evidence.secondLeaf())
                .build();
    }

    static Json write(ForkEvidence.Rewritten evidence) {
        return begin(REWRITTEN)
                .with("earlier", text(evidence.earlier().bytes()))
                .with("later", text(evidence.later().bytes()))
                .with("history", Json.list(evidence.history(), Json::of))
                .build();
    }

    private static String text(Bytes written) {
        try {
            return written.utf8("note");
        } catch (FormatException impossible) {
            throw new IllegalStateException("a note is written in UTF-8", impossible);
        }
    }

    static ForkEvidence read(String place, Json json) throws FormatException {
        Fields fields = Fields.of(place, json);
        fields.expect("type", ForkEvidence.TYPE);
        ForkEvidence evidence = switch (fields.string("kind")) {
            case TWO_ROOTS -> twoRoots(fields);
            case TWO_LEAVES -> twoLeaves(fields);
            case REWRITTEN -> rewritten(fields);
            default -> throw new FormatException(place + ".kind", "expected a known kind of fork evidence");
        };
        fields.done();
        return evidence;
    }

    private static ForkEvidence twoRoots(Fields fields) throws FormatException {
        return new ForkEvidence.TwoRoots(
                fields.required("first", ForkJson::checkpoint), fields.required("second", ForkJson::checkpoint));
    }

    private static ForkEvidence twoLeaves(Fields fields) throws FormatException {
        return new ForkEvidence.TwoLeaves(
                fields.hash("firstLeaf"),
                fields.required("first", ForkJson::proof),
                fields.hash("secondLeaf"),
                fields.required("second", ForkJson::proof));
    }

    private static ForkEvidence rewritten(Fields fields) throws FormatException {
        List<Hash> history = fields.list("history", Fields::asHash);
        if (history.size() > History.MAX_PATH) {
            throw new FormatException(fields.place() + ".history", "expected at most " + History.MAX_PATH + " hashes");
        }
        return new ForkEvidence.Rewritten(
                fields.required("earlier", ForkJson::checkpoint),
                fields.required("later", ForkJson::checkpoint),
                history);
    }

    private static CheckpointNote checkpoint(String place, Json json) throws FormatException {
        return CheckpointNote.parse(place, Bytes.ofUtf8(Fields.asString(place, json)));
    }

    private static TlogProof proof(String place, Json json) throws FormatException {
        return TlogProof.parse(place, Bytes.ofUtf8(Fields.asString(place, json)));
    }
}
