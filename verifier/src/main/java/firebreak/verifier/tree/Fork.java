package firebreak.verifier.tree;

import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;

/// Two statements of one record that cannot both be true (spec/proof.md, Fork evidence): complete in itself.
public sealed interface Fork {
    int MOST_BYTES = 3 * 128 * 1024;
    int MOST_PATH = 54;

    record TwoRoots(Checkpoint first, Checkpoint second) implements Fork {}

    record TwoLeaves(ProofFile one, Hash firstLeaf, ProofFile other, Hash secondLeaf) implements Fork {
        @Override
        public Checkpoint first() {
            return one.checkpoint();
        }

        @Override
        public Checkpoint second() {
            return other.checkpoint();
        }
    }

    record Rewritten(Checkpoint first, Checkpoint second, List<Hash> history) implements Fork {}

    /// The two checkpoints that its owner must have signed.
    Checkpoint first();

    Checkpoint second();

    static Fork read(String place, Bytes content) throws Malformed {
        Members members = Members.of(place, Canonical.read(place, content, MOST_BYTES));
        members.expect("type", "fork-evidence");
        Fork fork = switch (members.text("kind")) {
            case "two-roots" ->
                new TwoRoots(members.need("first", Fork::checkpoint), members.need("second", Fork::checkpoint));
            case "two-leaves" ->
                new TwoLeaves(
                        members.need("first", Fork::proof),
                        members.hash("firstLeaf"),
                        members.need("second", Fork::proof),
                        members.hash("secondLeaf"));
            case "rewritten" ->
                new Rewritten(
                        members.need("earlier", Fork::checkpoint),
                        members.need("later", Fork::checkpoint),
                        members.list("history", 0, MOST_PATH, Members::hash));
            default -> throw new Malformed(members.place("kind"), "expected two-roots, two-leaves or rewritten");
        };
        members.end();
        return fork;
    }

    private static Checkpoint checkpoint(String place, Json value) throws Malformed {
        return Checkpoint.read(place, Bytes.ofText(Members.text(place, value)));
    }

    private static ProofFile proof(String place, Json value) throws Malformed {
        return ProofFile.read(place, Members.text(place, value));
    }

    /// Why this proves nothing, as the page calls it; empty where it proves a fork of the record of these keys.
    default String refused(Origin origin, RecordKeys keys) {
        if (!isSigned(first(), origin, keys) || !isSigned(second(), origin, keys)) {
            return "unsigned";
        }
        return switch (this) {
            case TwoRoots(Checkpoint one, Checkpoint other) ->
                one.size() != other.size()
                        ? "not-comparable"
                        : contradicts(!one.root().equals(other.root()));
            case TwoLeaves(ProofFile one, Hash leaf, ProofFile other, Hash otherLeaf) -> {
                if (!one.includes(leaf) || !other.includes(otherLeaf)) {
                    yield "not-proved";
                }
                yield one.index() != other.index() ? "not-comparable" : contradicts(!leaf.equals(otherLeaf));
            }
            case Rewritten(Checkpoint earlier, Checkpoint later, List<Hash> history) -> {
                if (earlier.size() == 0 || earlier.size() >= later.size()) {
                    yield "not-comparable";
                }
                Roots roots = roots(earlier.size(), later.size(), history);
                yield roots.later.equals(later.root())
                        ? contradicts(!roots.earlier.equals(earlier.root()))
                        : "not-proved";
            }
        };
    }

    private static boolean isSigned(Checkpoint checkpoint, Origin origin, RecordKeys keys) {
        return checkpoint.origin().equals(origin) && checkpoint.signedAt(keys).isPresent();
    }

    private static String contradicts(boolean contradiction) {
        return contradiction ? "" : "no-contradiction";
    }

    record Roots(Hash earlier, Hash later) {}

    /// Both roots by the steps of RFC 9162 section 2.1.4.2, begun with the first hash; roots that no tree has where the
    /// path is of the wrong length.
    private static Roots roots(long size, long laterSize, List<Hash> path) {
        long at = size - 1;
        long end = laterSize - 1;
        while (at % 2 == 1) {
            at /= 2;
            end /= 2;
        }
        Hash earlier = path.isEmpty() ? Tree.EMPTY : path.getFirst();
        Hash later = earlier;
        for (Hash sibling : path.subList(Math.min(1, path.size()), path.size())) {
            if (end == 0) {
                return new Roots(Tree.EMPTY, Tree.EMPTY);
            }
            if (at % 2 == 1 || at == end) {
                earlier = Tree.node(sibling, earlier);
                later = Tree.node(sibling, later);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    end /= 2;
                }
            } else {
                later = Tree.node(later, sibling);
            }
            at /= 2;
            end /= 2;
        }
        return end == 0 ? new Roots(earlier, later) : new Roots(Tree.EMPTY, Tree.EMPTY);
    }

    /// What was signed, for people.
    default String sentence() {
        String of = first().origin() + " signed ";
        return switch (this) {
            case TwoRoots(Checkpoint one, Checkpoint other) ->
                of + "two roots at size " + one.size() + ": " + one.root() + " and " + other.root();
            case TwoLeaves(ProofFile one, Hash leaf, ProofFile _, Hash otherLeaf) ->
                of + "two leaves at index " + one.index() + ": " + leaf + " and " + otherLeaf;
            case Rewritten(Checkpoint earlier, Checkpoint later, List<Hash> history) ->
                of + "the root " + earlier.root() + " at size " + earlier.size()
                        + ", but by its checkpoint of size " + later.size() + " it was "
                        + roots(earlier.size(), later.size(), history).earlier();
        };
    }
}
