package firebreak.record;

import java.util.List;

/// What came of looking for cosignatures.
public sealed interface CosignatureCheck {
    /// Every line of a known witness is valid.
    record Verified(List<Cosignature> cosignatures) implements CosignatureCheck {
        public Verified {
            cosignatures = List.copyOf(cosignatures);
        }
    }

    /// A line names this known witness and is not its signature.
    record Refused(KeyRef witness) implements CosignatureCheck {}
}
