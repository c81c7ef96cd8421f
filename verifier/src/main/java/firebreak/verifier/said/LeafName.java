package firebreak.verifier.said;

import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.util.Comparator;

/// One leaf of one record.
public record LeafName(Origin origin, long index, Hash leaf) implements Comparable<LeafName> {
    private static final Comparator<LeafName> ORDER = Comparator.comparing((LeafName name) -> name.origin.text())
            .thenComparingLong(LeafName::index)
            .thenComparing(LeafName::leaf);

    static LeafName read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        LeafName name = new LeafName(
                members.need("origin", Origin::read), members.whole("index", 0, Json.MOST), members.hash("leaf"));
        members.end();
        return name;
    }

    @Override
    public int compareTo(LeafName other) {
        return ORDER.compare(this, other);
    }
}
