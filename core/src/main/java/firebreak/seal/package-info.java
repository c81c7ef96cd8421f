/// From signed bytes to a sealed envelope and back: age v1 files (c2sp.org/age) and the envelope that Firebreak
/// puts into them. Uses `encoding`, `identity` and Bouncy Castle's X-Wing parts; randomness is always an
/// argument. Deliberately not here: who the recipients are (`charter`), what a signed object says (`note`), age
/// plugins and tagged recipients, and writing armour.
@NullMarked
package firebreak.seal;

import org.jspecify.annotations.NullMarked;
