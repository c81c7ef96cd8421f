package firebreak.verifier.export;

import firebreak.verifier.said.Author;
import firebreak.verifier.said.Statement;
import firebreak.verifier.text.Hash;
import java.util.Optional;

/// The versions in force at a leaf of a record.
record Versions(Optional<Hash> charter, Hash agreement, Hash manifest) {
    /// Those a statement names.
    static Versions named(Statement statement, Author author) {
        return new Versions(statement.place().charter(), statement.place().agreement(), author.manifest());
    }

    /// Those after it.
    Versions after(Statement statement) {
        if (!(statement.says() instanceof Statement.Says.Adoption(String kind, Hash hash))) {
            return this;
        }
        return switch (kind) {
            case "charter" -> new Versions(Optional.of(hash), agreement, manifest);
            case "agreement" -> new Versions(charter, hash, manifest);
            default -> new Versions(charter, agreement, hash);
        };
    }
}
