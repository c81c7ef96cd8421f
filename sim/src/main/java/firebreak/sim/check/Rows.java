package firebreak.sim.check;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Body;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.Jws;
import firebreak.note.Statement;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Reads a node's store as any stranger could: by the written forms of its rows alone.
final class Rows {
    private Rows() {}

    /// A row's record and index, from a key such as `firebreak/…/000000000000002a`.
    record At(Origin origin, long index) {
        static At of(String key) {
            int slash = key.lastIndexOf('/');
            return new At(new Origin(key.substring(0, slash)), HexFormat.fromHexDigitsToLong(key.substring(slash + 1)));
        }
    }

    static List<StoreView.Entry> all(StoreView store, Table table) {
        return store.all(table, "", StoreView.END);
    }

    /// The leaves a store holds, by record and index.
    static NavigableMap<Origin, NavigableMap<Long, Leaf>> leaves(StoreView store) {
        NavigableMap<Origin, NavigableMap<Long, Leaf>> leaves = new TreeMap<>();
        for (StoreView.Entry row : all(store, Table.LEAF)) {
            At at = At.of(row.key());
            leaves.computeIfAbsent(at.origin(), _ -> new TreeMap<>()).put(at.index(), leaf(row.value()));
        }
        return leaves;
    }

    static Leaf leaf(Bytes row) {
        try {
            return Leaf.read("leaf", row);
        } catch (FormatException malformed) {
            throw new Violation(Invariant.LEAVES_NEVER_CHANGE, "a stored leaf is no leaf: " + malformed.getMessage());
        }
    }

    static Jws signed(Bytes body) {
        try {
            return Jws.parse("body", Body.read("body", body).signed());
        } catch (FormatException malformed) {
            throw new Violation(
                    Invariant.BOTH_SIGNATURES_ARE_REQUIRED,
                    "a stored body is no signed object: " + malformed.getMessage());
        }
    }

    static Statement statement(Jws signed) {
        try {
            return Statement.parse("statement", signed.payload());
        } catch (FormatException malformed) {
            throw new Violation(
                    Invariant.BOTH_SIGNATURES_ARE_REQUIRED, "a stored body says nothing: " + malformed.getMessage());
        }
    }

    /// What an envelope holds for somebody with these keys; nothing when it is no statement.
    static Optional<Statement> opened(Bytes envelope, List<Identity.Hybrid> keys) {
        try {
            return Envelope.open(envelope, keys) instanceof Unsealed.Opened<Envelope.Content>(Envelope.Content content)
                    ? Optional.of(statement(Jws.parse("sealed", content.jws())))
                    : Optional.empty();
        } catch (FormatException malformed) {
            return Optional.empty();
        }
    }
}
