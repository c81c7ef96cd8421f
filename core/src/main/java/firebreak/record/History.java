package firebreak.record;

import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a tree of one size says its root was at a smaller size: the hashes from which both roots follow. Since
/// they rebuild the larger root, they are that tree's own nodes, and the smaller root is the tree's own claim.
/// This is SUBPROOF of RFC 6962 section 2.1.2 begun with `b` false, so the first hash is never left out.
final class History {
    /// One seed and one hash a level.
    static final int MAX_PATH = 54;

    private History() {}

    record Roots(Hash from, Hash to) {}

    /// @param from at least 1
    /// @param to more than `from`
    static List<Hash> path(long from, long to, HashSource source) {
        List<Hash> path = new ArrayList<>();
        long left = 0;
        long right = to;
        while (right != from) {
            long middle = left + Merkle.split(right - left);
            boolean before = from <= middle;
            path.addFirst(before ? Merkle.span(middle, right, source) : Merkle.span(left, middle, source));
            left = before ? left : middle;
            right = before ? middle : right;
        }
        path.addFirst(Merkle.span(left, right, source));
        return path;
    }

    /// Both roots, or nothing where the path has the wrong length; the steps of RFC 9162 section 2.1.4.2.
    static Optional<Roots> roots(long from, long to, List<Hash> path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        int complete = Long.numberOfTrailingZeros(from);
        long at = (from - 1) >>> complete;
        long last = (to - 1) >>> complete;
        Hash smaller = path.getFirst();
        Hash larger = path.getFirst();
        for (Hash sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((at & 1) == 1 || at == last) {
                smaller = Merkle.nodeHash(sibling, smaller);
                larger = Merkle.nodeHash(sibling, larger);
                int risen = Long.numberOfTrailingZeros(at);
                at >>>= risen;
                last >>>= risen;
            } else {
                larger = Merkle.nodeHash(larger, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(new Roots(smaller, larger)) : Optional.empty();
    }
}
