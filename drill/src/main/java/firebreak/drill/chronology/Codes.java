package firebreak.drill.chronology;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The codes a file declares, as far as they could be read.
///
/// @param declared every well-formed code, parties and posts
/// @param faulty codes that were declared and refused; using one is no second fault
/// @param complete false when a whole mapping of codes could not be read
/// @param cast present when nothing was at fault
record Codes(Map<String, Code> declared, Set<String> faulty, boolean complete, Optional<Cast> cast) {
    Codes {
        declared = Map.copyOf(declared);
        faulty = Set.copyOf(faulty);
    }

    /// A declared code, or the public.
    Optional<Code> find(String text) {
        return text.equals(Code.PUBLIC_CODE) ? Optional.of(Code.PUBLIC) : Optional.ofNullable(declared.get(text));
    }

    /// Whether a code is certainly not declared.
    boolean surelyUndeclared(String text) {
        return complete && !faulty.contains(text) && find(text).isEmpty();
    }
}
