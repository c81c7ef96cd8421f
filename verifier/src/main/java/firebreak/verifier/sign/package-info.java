/// Keys, signatures and signed objects (spec/signed-object.md), by the JDK's own providers. Uses `text`.
@NullMarked
package firebreak.verifier.sign;

import org.jspecify.annotations.NullMarked;
