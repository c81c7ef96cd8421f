package firebreak.verifier.paper;

import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.time.Instant;
import java.util.Optional;

/// Where a document stands in its chain.
///
/// @param parent the hash of the version before; absent in the first alone
record Version(int number, Optional<Hash> parent, Instant issued) {
    private static final int MOST = 100_000;

    static Version read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Version version = new Version(
                (int) members.whole("number", 1, MOST), members.may("parent", Members::hash), members.time("issued"));
        members.time("effective");
        members.end();
        if (version.parent.isPresent() == (version.number == 1)) {
            throw new Malformed(place, "expected a parent in every version but the first");
        }
        return version;
    }

    boolean follows(Version parent) {
        return number == parent.number + 1;
    }
}
