/// Bytes and their one spelling: hashes, base64, times and canonical JSON (spec/canonical-json.md). Uses the JDK alone.
@NullMarked
package firebreak.verifier.text;

import org.jspecify.annotations.NullMarked;
