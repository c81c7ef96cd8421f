/// Keys and signatures: key pairs of two algorithms, what they sign (JWS) and what people compare
/// (fingerprints). Uses `firebreak.encoding`, Bouncy Castle and the JDK's providers. Deliberately not here:
/// who holds a key and what it may say (`firebreak.charter`), sealing (`firebreak.seal`), and where keys
/// are stored. The formats are written in `spec/signed-object.md`.
@NullMarked
package firebreak.identity;

import org.jspecify.annotations.NullMarked;
