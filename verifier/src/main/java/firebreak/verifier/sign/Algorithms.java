package firebreak.verifier.sign;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;

/// The algorithms with which everybody signs under a charter or agreement. Names unknown here are carried.
public record Algorithms(List<String> names) {
    static final int MOST_CHARACTERS = 64;
    private static final int MOST = 16;

    public static Algorithms read(String place, Json value) throws Malformed {
        List<String> names =
                Members.list(place, value, 2, MOST, (at, name) -> Members.text(at, name, 1, MOST_CHARACTERS));
        Members.once(place, names);
        if (!names.stream().allMatch(SignedObject::isPlain)
                || !names.contains(PublicKey.Kind.ED25519.algorithm())
                || !names.contains(PublicKey.Kind.ML_DSA_65.algorithm())) {
            throw new Malformed(place, "expected Ed25519, ML-DSA-65 and perhaps further names");
        }
        return new Algorithms(names);
    }
}
