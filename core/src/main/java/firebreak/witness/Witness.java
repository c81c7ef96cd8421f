package firebreak.witness;

import firebreak.charter.PartyCode;
import firebreak.identity.RecordKeys;
import firebreak.record.Cosignature;
import firebreak.record.CosignatureCheck;
import firebreak.record.Cosigner;
import firebreak.record.KeyName;
import firebreak.record.SignatureLine;
import firebreak.record.SignatureType;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A neutral party whose node cosigns checkpoints, as others know it.
///
/// @param keys the record keys of its manifests, the newest first: a line made with any of them counts
public record Witness(PartyCode party, List<RecordKeys> keys) {
    public Witness {
        keys = List.copyOf(keys);
    }

    /// The name on a witness's lines; no origin of a record is like it.
    public static KeyName name(PartyCode party) {
        return new KeyName("firebreak/witness/" + party);
    }

    /// When it signed a checkpoint: the later of its two lines. One line is no cosignature, and a bad one spoils what
    /// this witness says with those keys, not what others do.
    public Optional<Instant> time(SignedCheckpoint checkpoint) {
        return keys.stream().flatMap(pair -> time(checkpoint, pair).stream()).min(Comparator.naturalOrder());
    }

    /// Its lines on a checkpoint, as far as they are a cosignature: in pairs, both valid.
    public List<SignatureLine> lines(SignedCheckpoint checkpoint) {
        List<SignatureLine> good = new ArrayList<>();
        for (RecordKeys pair : keys) {
            List<SignatureLine> own = Cosigner.keys(name(party), pair).stream()
                    .flatMap(key -> checkpoint.note().note().linesOf(key.ref()).stream())
                    .toList();
            if (own.size() == 2 && time(checkpoint, pair).isPresent()) {
                good.addAll(own);
            }
        }
        return good;
    }

    private Optional<Instant> time(SignedCheckpoint checkpoint, RecordKeys pair) {
        if (!(checkpoint.cosignatures(Cosigner.keys(name(party), pair))
                instanceof CosignatureCheck.Verified(List<Cosignature> lines))) {
            return Optional.empty();
        }
        Map<SignatureType, Instant> earliest = new EnumMap<>(SignatureType.class);
        lines.forEach(
                line -> earliest.merge(line.type(), line.at(), (one, other) -> one.isBefore(other) ? one : other));
        return earliest.size() < 2
                ? Optional.empty()
                : earliest.values().stream().max(Comparator.naturalOrder());
    }
}
