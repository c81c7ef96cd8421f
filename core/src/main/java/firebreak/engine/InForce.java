package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Adoption;
import java.util.Optional;

/// The versions that apply at a position of a record: those its opening or successor leaf names, changed by
/// every adoption leaf before that position.
///
/// @param charter absent in a back channel
/// @param manifest the record owner's own
record InForce(Optional<Hash> charter, Hash agreement, Hash manifest) {
    InForce adopting(Adoption.Adopted adopted) {
        return switch (adopted) {
            case Adoption.Adopted.Document(Adoption.Kind kind, Hash hash) ->
                switch (kind) {
                    case CHARTER -> new InForce(Optional.of(hash), agreement, manifest);
                    case AGREEMENT -> new InForce(charter, hash, manifest);
                    case MANIFEST -> new InForce(charter, agreement, hash);
                };
            case Adoption.Adopted.OldRecord _, Adoption.Adopted.Revocation _ -> this;
        };
    }

    Json toJson() {
        return Json.object()
                .with("charter", charter.orElse(null))
                .with("agreement", agreement)
                .with("manifest", manifest)
                .build();
    }

    static InForce read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        InForce read = new InForce(
                fields.optional("charter", Fields::asHash), fields.hash("agreement"), fields.hash("manifest"));
        fields.done();
        return read;
    }
}
