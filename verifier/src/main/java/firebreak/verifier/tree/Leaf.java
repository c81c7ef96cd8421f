package firebreak.verifier.tree;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import java.util.Optional;

/// What a record holds at one index: 65 bytes that commit to one signed object.
public record Leaf(Type type, Hash envelope, Hash commitment) {
    public static final int SIZE = 1 + 2 * Hash.SIZE;

    /// In the order of their codes, which begin at 1.
    public enum Type {
        OPENING,
        NOTE,
        RECEIPT,
        ADOPTION,
        SUCCESSOR
    }

    public static Leaf read(String place, Bytes content) throws Malformed {
        Optional<Type> type = content.size() == SIZE ? type(content.at(0)) : Optional.empty();
        if (type.isEmpty()) {
            throw new Malformed(place, "expected a leaf: 65 bytes, of a type from 1 to 5");
        }
        return new Leaf(
                type.get(), new Hash(content.slice(1, 1 + Hash.SIZE)), new Hash(content.slice(1 + Hash.SIZE, SIZE)));
    }

    private static Optional<Type> type(int code) {
        return code >= 1 && code <= Type.values().length ? Optional.of(Type.values()[code - 1]) : Optional.empty();
    }
}
