package firebreak.identity;

import java.util.Optional;

/// Whether a signer has signed a payload: with *every* algorithm of the set that this software knows. The
/// algorithm comes from the set and the key, never from the message.
public final class SignatureCheck {
    private SignatureCheck() {}

    public sealed interface Result {}

    /// Every known algorithm of the set has verified.
    public record Valid() implements Result {}

    /// @param algorithm the first of the set that failed
    public record Invalid(Reason reason, Algorithm algorithm) implements Result {}

    public enum Reason {
        /// No line bears the signer's key id for this algorithm.
        MISSING,
        /// The line with the signer's key id names another algorithm than the key's own.
        OTHER_ALGORITHM,
        /// The signature does not verify.
        BAD_SIGNATURE
    }

    /// Lines of other signers and of unknown algorithms play no part.
    public static Result check(Jws jws, PublicPair signer, AlgorithmSet set) {
        for (Algorithm algorithm : set.algorithms()) {
            Optional<Reason> fault = signer.key(algorithm).flatMap(key -> fault(jws, key));
            if (fault.isPresent()) {
                return new Invalid(fault.get(), algorithm);
            }
        }
        return new Valid();
    }

    private static Optional<Reason> fault(Jws jws, VerifyingKey key) {
        return jws.line(key.id()).map(line -> fault(line, jws, key)).orElse(Optional.of(Reason.MISSING));
    }

    private static Optional<Reason> fault(Jws.Line line, Jws jws, VerifyingKey key) {
        if (!line.algorithm().equals(key.algorithm())) {
            return Optional.of(Reason.OTHER_ALGORITHM);
        }
        boolean valid = key.verify(line.signingInput(jws.payload()), line.signature());
        return valid ? Optional.empty() : Optional.of(Reason.BAD_SIGNATURE);
    }
}
