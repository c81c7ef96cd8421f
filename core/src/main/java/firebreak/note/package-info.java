/// What a leaf can commit to: opening, note, receipt, adoption, successor, with the forms that notes fill.
/// A statement that exists is well formed. Uses encoding, identity, record and charter. Deliberately not
/// here: whether a statement fits the place it lies at; that needs the record and is decided in
/// [firebreak.engine].
@NullMarked
package firebreak.note;

import org.jspecify.annotations.NullMarked;
