package firebreak.verifier.tree;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A tlog-proof: index, inclusion path and checkpoint (spec/proof.md, Proof file).
record ProofFile(long index, List<Hash> path, Checkpoint checkpoint) {
    private static final int MOST_BYTES = 128 * 1024;
    private static final int MOST_PATH = 53;
    private static final Pattern FORM = Pattern.compile(
            "c2sp\\.org/tlog-proof@v1\n(?:extra ([^\n]+)\n)?index (0|[1-9][0-9]{0,15})\n((?:[^\n]+\n){0,53}+)\n");

    static ProofFile read(String place, String text) throws Malformed {
        Matcher form = FORM.matcher(text);
        if (Bytes.ofText(text).size() > MOST_BYTES || !form.lookingAt()) {
            throw new Malformed(
                    place,
                    "expected a tlog-proof of at most " + MOST_BYTES + " bytes, " + MOST_PATH
                            + " hashes and a checkpoint");
        }
        if (form.group(1) != null) {
            Bytes.fromBase64(place, form.group(1));
        }
        long index = Long.parseLong(form.group(2));
        if (index >= Json.MOST) {
            throw new Malformed(place, "expected an index below 2^53 - 1");
        }
        List<Hash> path = new ArrayList<>();
        for (String line : form.group(3).lines().toList()) {
            path.add(Hash.fromBase64(place, line));
        }
        return new ProofFile(index, path, Checkpoint.read(place, Bytes.ofText(text.substring(form.end()))));
    }

    /// Whether the leaf stands at the index, by the steps of RFC 9162 section 2.1.3.2.
    boolean includes(Hash leaf) {
        return index < checkpoint.size()
                && climb(index, checkpoint.size() - 1, leaf, path).equals(checkpoint.root());
    }

    /// @return the root the path leads to, or one that no tree has where its length is wrong
    private static Hash climb(long index, long last, Hash leaf, List<Hash> path) {
        long at = index;
        long end = last;
        Hash reached = leaf;
        for (Hash sibling : path) {
            if (end == 0) {
                return Tree.EMPTY;
            }
            if (at % 2 == 1 || at == end) {
                reached = Tree.node(sibling, reached);
                while (at % 2 == 0 && at != 0) {
                    at /= 2;
                    end /= 2;
                }
            } else {
                reached = Tree.node(reached, sibling);
            }
            at /= 2;
            end /= 2;
        }
        return end == 0 ? reached : Tree.EMPTY;
    }
}
