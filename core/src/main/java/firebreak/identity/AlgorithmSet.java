package firebreak.identity;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.HashSet;
import java.util.List;

/// The algorithms every signer of a charter or channel signs with. Ed25519 and ML-DSA-65 are always among
/// them; further names are carried, and checked by whoever knows them.
///
/// @param algorithms 2 to 16 names in the order written, none twice
public record AlgorithmSet(List<Algorithm> algorithms) {
    public static final int MAX_SIZE = 16;

    /// What every set contains.
    public static final AlgorithmSet BASE = new AlgorithmSet(List.of(Algorithm.ED25519, Algorithm.ML_DSA_65));

    public AlgorithmSet {
        algorithms = List.copyOf(algorithms);
        if (!isValid(algorithms)) {
            throw new IllegalArgumentException("an algorithm set has Ed25519, ML-DSA-65, at most 16 names, none twice");
        }
    }

    private static boolean isValid(List<Algorithm> algorithms) {
        return algorithms.contains(Algorithm.ED25519)
                && algorithms.contains(Algorithm.ML_DSA_65)
                && algorithms.size() <= MAX_SIZE
                && new HashSet<>(algorithms).size() == algorithms.size();
    }

    /// Whether every name of the other set is here too: a channel's set against its charter's.
    public boolean includes(AlgorithmSet other) {
        return algorithms.containsAll(other.algorithms);
    }

    public Json toJson() {
        return Json.list(algorithms, Algorithm::toJson);
    }

    public static AlgorithmSet read(String place, Json value) throws FormatException {
        List<Algorithm> algorithms = Fields.asList(place, value, Algorithm::read);
        if (!isValid(algorithms)) {
            throw new FormatException(
                    place, "expected Ed25519, ML-DSA-65 and at most " + MAX_SIZE + " names, none twice");
        }
        return new AlgorithmSet(algorithms);
    }
}
