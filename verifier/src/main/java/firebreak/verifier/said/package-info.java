/// What one leaf commits to (spec/note.md, receipt.md) and the forms that notes fill (spec/form.md). What is read is
/// well
/// formed; who signed it, and whether it lies rightly, is said elsewhere. Uses `text`, `sign`, `tree` and `paper`.
@NullMarked
package firebreak.verifier.said;

import org.jspecify.annotations.NullMarked;
