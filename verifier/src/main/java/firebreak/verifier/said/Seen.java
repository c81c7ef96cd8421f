package firebreak.verifier.said;

import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.util.List;

/// What somebody says of a record: that it had this root at this size.
public record Seen(Origin origin, long size, Hash root) {
    private static final int MOST_RECORDS = 1_024;

    /// The entries of a view.
    static List<Seen> view(String place, Json value) throws Malformed {
        List<Seen> view = Members.list(place, value, 0, MOST_RECORDS, Seen::entry);
        Members.once(place, view.stream().map(Seen::origin).toList());
        return view;
    }

    private static Seen entry(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        members.need("party", Names::party);
        Seen seen = of(members, "origin");
        members.end();
        return seen;
    }

    /// The same spread over the members of a statement.
    static Seen of(Members members, String origin) throws Malformed {
        return new Seen(members.need(origin, Origin::read), members.whole("size", 0, Json.MOST), members.hash("root"));
    }
}
