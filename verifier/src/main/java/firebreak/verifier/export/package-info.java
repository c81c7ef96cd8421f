/// The check of an export (spec/export.md): its files, its documents, its records, and every statement at its place.
/// Uses
/// every package above it.
@NullMarked
package firebreak.verifier.export;

import org.jspecify.annotations.NullMarked;
