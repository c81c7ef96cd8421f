package firebreak.verifier.paper;

import firebreak.verifier.sign.Algorithms;
import firebreak.verifier.sign.KeyPair;
import firebreak.verifier.sign.PublicKey;
import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;
import java.util.Optional;

/// Who belongs to a line, and by which roots they speak.
public record Charter(String mode, Version version, Algorithms algorithms, List<Party> parties) implements Document {
    static final int MOST_PARTIES = 64;
    private static final int MOST_ROOTS = 16;
    private static final int MOST_SIGNERS = 64;

    record Party(String code, String name, int threshold, List<Root> roots) {
        /// Whether so many of its root holders have signed as it takes to speak for it.
        boolean signed(SignedObject object, Algorithms algorithms) {
            return roots.stream()
                            .filter(root -> object.isSignedBy(root.keys, algorithms))
                            .count()
                    >= threshold;
        }
    }

    record Root(String holder, KeyPair keys) {}

    static Charter read(Members members) throws Malformed {
        members.need("name", Names::visible);
        Charter charter = new Charter(
                members.need("mode", Names::mode),
                members.need("version", Version::read),
                members.need("algorithms", Algorithms::read),
                members.list("parties", 1, MOST_PARTIES, Charter::party));
        String place = members.place("parties");
        Members.once(place, charter.parties.stream().map(Party::code).toList());
        Members.once(place, keys(charter));
        if (charter.parties.stream().mapToInt(Party::threshold).sum() > MOST_SIGNERS) {
            throw new Malformed(place, "expected thresholds of together at most " + MOST_SIGNERS);
        }
        return charter;
    }

    private static List<PublicKey> keys(Charter charter) {
        return charter.parties.stream()
                .flatMap(party -> party.roots.stream())
                .flatMap(root -> root.keys.keys().stream())
                .toList();
    }

    private static Party party(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        List<Root> roots = members.list("roots", 1, MOST_ROOTS, Charter::root);
        Party party = new Party(
                members.need("code", Names::party),
                members.need("name", Names::visible),
                (int) members.whole("threshold", 1, roots.size()),
                roots);
        members.end();
        Members.once(members.place("roots"), roots.stream().map(Root::holder).toList());
        return party;
    }

    private static Root root(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Root root = new Root(members.need("holder", Names::visible), members.need("keys", KeyPair::read));
        members.end();
        return root;
    }

    Optional<Party> party(String code) {
        return parties.stream().filter(party -> party.code.equals(code)).findFirst();
    }
}
