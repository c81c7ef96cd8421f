/// Canonical bytes in and out: immutable bytes, hashes, I-JSON in canonical form, times, size limits.
/// Uses the JDK alone and knows nothing of keys, notes or parties. Deliberately not here: any mapping of
/// domain types to JSON; each type writes and reads itself where it lives.
@NullMarked
package firebreak.encoding;

import org.jspecify.annotations.NullMarked;
