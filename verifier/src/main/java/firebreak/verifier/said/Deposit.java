package firebreak.verifier.said;

import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.List;

/// What a mailbox signs that it keeps (spec/mailbox.md, Deposit receipt).
///
/// @param manifest of the mailbox, with the keys it signs with
/// @param from the record's owner
/// @param addressee for whom the leaves are kept
public record Deposit(
        String mode,
        Hash charter,
        String mailbox,
        Hash manifest,
        String from,
        String addressee,
        Instant at,
        List<LeafName> leaves) {
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_LEAVES = 64;

    public static Deposit read(Bytes payload) throws Malformed {
        Members members = Members.of("deposit", Canonical.read("deposit", payload, MOST_BYTES));
        members.expect("type", "deposit");
        Origin origin = members.need("origin", Origin::read);
        Deposit deposit = new Deposit(
                members.need("mode", Names::mode),
                members.hash("charter"),
                members.need("mailbox", Names::party),
                members.hash("manifest"),
                members.need("from", Names::party),
                members.need("for", Names::party),
                members.time("at"),
                members.list("leaves", 1, MOST_LEAVES, (place, value) -> leaf(origin, place, value)));
        members.end();
        for (int i = 1; i < deposit.leaves.size(); i++) {
            if (deposit.leaves.get(i).index() <= deposit.leaves.get(i - 1).index()) {
                throw new Malformed(members.place("leaves"), "expected each index once, in ascending order");
            }
        }
        return deposit;
    }

    private static LeafName leaf(Origin origin, String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        LeafName leaf = new LeafName(origin, members.whole("index", 0, Json.MOST), members.hash("leaf"));
        members.end();
        return leaf;
    }
}
