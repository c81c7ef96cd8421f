package firebreak.export;

import firebreak.encoding.Hash;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.Statement;
import java.util.Optional;

/// The versions in force at a position of a record: those its first leaf names, changed by every adoption leaf.
///
/// @param charter absent in a back channel
record Versions(Optional<Hash> charter, Hash agreement, Hash manifest) {
    static Versions stated(Statement statement, Author author) {
        return new Versions(statement.place().charter(), statement.place().agreement(), author.manifest());
    }

    Versions after(Statement statement) {
        if (!(statement instanceof Adoption adoption)
                || !(adoption.adopted() instanceof Adoption.Adopted.Document(Adoption.Kind kind, Hash hash))) {
            return this;
        }
        return switch (kind) {
            case CHARTER -> new Versions(Optional.of(hash), agreement, manifest);
            case AGREEMENT -> new Versions(charter, hash, manifest);
            case MANIFEST -> new Versions(charter, agreement, hash);
        };
    }
}
