/// Times taken, what they come to, and the machine they were taken on. Uses the encodings of the core.
/// Deliberately not here: what is measured.
@NullMarked
package firebreak.bench.measure;

import org.jspecify.annotations.NullMarked;
