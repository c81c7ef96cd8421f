package firebreak.record;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// That one leaf stands at one index of the tree of one size (RFC 6962 section 2.1.1). Proves nothing until
/// [#verify] is asked with a root from a verified checkpoint.
///
/// @param index from 0
/// @param size leaves of the tree, more than `index`
/// @param path sibling hashes from the leaf upwards, at most 53
public record InclusionProof(long index, long size, List<Hash> path) {
    /// A tree of [Merkle#MAX_SIZE] leaves is no higher.
    static final int MAX_PATH = 53;

    public InclusionProof {
        if (index < 0 || index >= Merkle.checkSize(size)) {
            throw new IllegalArgumentException("index " + index + " is not in a tree of size " + size);
        }
        path = List.copyOf(path);
    }

    public static InclusionProof make(long index, long size, HashSource source) {
        Objects.checkIndex(index, Merkle.checkSize(size));
        List<Hash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + Merkle.split(to - from);
            boolean left = index < middle;
            path.addFirst(left ? Merkle.span(middle, to, source) : Merkle.span(from, middle, source));
            from = left ? from : middle;
            to = left ? middle : to;
        }
        return new InclusionProof(index, size, path);
    }

    /// Whether the leaf stands there in the tree with this root; the steps of RFC 9162 section 2.1.3.2.
    public boolean verify(Hash leafHash, Hash root) {
        Hash reached = leafHash;
        long at = index;
        long last = size - 1;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((at & 1) == 1 || at == last) {
                reached = Merkle.nodeHash(sibling, reached);
                // A node without a right sibling rises unhashed to the level where it has a left one.
                int risen = Long.numberOfTrailingZeros(at);
                at >>>= risen;
                last >>>= risen;
            } else {
                reached = Merkle.nodeHash(reached, sibling);
            }
            at >>>= 1;
            last >>>= 1;
        }
        return last == 0 && reached.equals(root);
    }

    public Json toJson() {
        return Json.object()
                .with("index", index)
                .with("size", size)
                .with("path", Json.list(path, Json::of))
                .build();
    }

    public static InclusionProof read(String place, Json json) throws FormatException {
        Fields fields = Fields.of(place, json);
        long index = fields.integer("index");
        long size = fields.integer("size");
        List<Hash> path = fields.list("path", Fields::asHash);
        fields.done();
        return checked(place, index, size, path);
    }

    /// @throws FormatException where the numbers or the length of the path can belong to no proof
    static InclusionProof checked(String place, long index, long size, List<Hash> path) throws FormatException {
        if (size > Merkle.MAX_SIZE || index < 0 || index >= size) {
            throw new FormatException(place, "expected an index below the size of the tree");
        }
        if (path.size() > MAX_PATH) {
            throw new FormatException(place, "expected at most " + MAX_PATH + " hashes in a proof");
        }
        return new InclusionProof(index, size, path);
    }
}
