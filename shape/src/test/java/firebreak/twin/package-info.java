/// The two checks of an export side by side: core's, and the verifier's, which was written from the pages under spec/
/// alone. Whatever export they are shown, made by real nodes or by hand, damaged or signed by liars, they must say the
/// same.
@NullMarked
package firebreak.twin;

import org.jspecify.annotations.NullMarked;
