package firebreak.verifier.paper;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.nio.ByteBuffer;
import java.util.List;

/// A party revokes keys of its own (spec/revocation.md).
///
/// @param charter the first version of the charter it belongs to
/// @param good a commitment to the last good size of each record concerned
public record Revocation(String mode, Hash charter, String party, Version version, List<Key> keys, List<Hash> good)
        implements Document {
    private static final int MOST_KEYS = 256;
    private static final int MOST_GOOD = 1_024;
    private static final Bytes COMMITMENT = Bytes.ofText("firebreak/last-good/v1\0");

    /// @param use `post`, `node`, `record` or `tls`
    public record Key(String use, Hash hash) {
        private static Key read(String place, Json value) throws Malformed {
            Members members = Members.of(place, value);
            String use = members.text("use");
            if (!List.of("post", "node", "record", "tls").contains(use)) {
                throw new Malformed(members.place("use"), "expected post, node, record or tls");
            }
            Key key = new Key(use, members.hash("hash"));
            members.end();
            return key;
        }
    }

    static Revocation read(Members members) throws Malformed {
        Revocation revocation = new Revocation(
                members.need("mode", Names::mode),
                members.hash("charter"),
                members.need("party", Names::party),
                members.need("version", Version::read),
                members.list("keys", 1, MOST_KEYS, Key::read),
                members.list("good", 0, MOST_GOOD, Members::hash));
        members.time("since");
        Members.once(members.place("keys"), revocation.keys);
        Members.once(members.place("good"), revocation.good);
        return revocation;
    }

    /// Whether this size of this record is one that it commits to.
    public boolean commitsTo(Origin origin, long size) {
        Bytes number = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(size).array());
        return good.contains(Hash.of(COMMITMENT, Bytes.ofText(origin.text() + "\0"), number));
    }
}
