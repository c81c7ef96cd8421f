package firebreak.record;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// That the tree of one size is the beginning of the tree of another (RFC 6962 section 2.1.2). Proves nothing
/// until [#verify] is asked with two roots from verified checkpoints.
///
/// @param from the smaller size
/// @param to the larger size, or the same
/// @param path the hashes of RFC 6962's PROOF; empty where the sizes are equal or `from` is 0
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        check(from, to);
        path = List.copyOf(path);
    }

    private static void check(long from, long to) {
        if (from < 0 || from > Merkle.checkSize(to)) {
            throw new IllegalArgumentException("no tree of size " + from + " begins one of size " + to);
        }
    }

    public static ConsistencyProof make(long from, long to, HashSource source) {
        check(from, to);
        List<Hash> path = from == 0 || from == to ? List.of() : History.path(from, to, source);
        // The verifier of a complete old tree starts from the old root it knows already.
        boolean complete = !path.isEmpty() && Long.bitCount(from) == 1;
        return new ConsistencyProof(from, to, complete ? path.subList(1, path.size()) : path);
    }

    /// Whether the first `from` leaves of the tree with root `toRoot` have the root `fromRoot`.
    public boolean verify(Hash fromRoot, Hash toRoot) {
        if (from == to) {
            return path.isEmpty() && fromRoot.equals(toRoot);
        }
        if (from == 0) {
            return path.isEmpty() && fromRoot.equals(Merkle.EMPTY_ROOT);
        }
        return History.roots(from, to, seeded(fromRoot)).equals(Optional.of(new History.Roots(fromRoot, toRoot)));
    }

    private List<Hash> seeded(Hash fromRoot) {
        if (Long.bitCount(from) != 1) {
            return path;
        }
        List<Hash> seeded = new ArrayList<>(path);
        seeded.addFirst(fromRoot);
        return seeded;
    }

    public Json toJson() {
        return Json.object()
                .with("from", from)
                .with("to", to)
                .with("path", Json.list(path, Json::of))
                .build();
    }

    public static ConsistencyProof read(String place, Json json) throws FormatException {
        Fields fields = Fields.of(place, json);
        long from = fields.integer("from");
        long to = fields.integer("to");
        List<Hash> path = fields.list("path", Fields::asHash);
        fields.done();
        if (to > Merkle.MAX_SIZE || from < 0 || from > to) {
            throw new FormatException(place, "expected 'from' to be at most 'to'");
        }
        if (path.size() > History.MAX_PATH) {
            throw new FormatException(place, "expected at most " + History.MAX_PATH + " hashes in a proof");
        }
        return new ConsistencyProof(from, to, path);
    }
}
