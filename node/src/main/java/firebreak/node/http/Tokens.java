package firebreak.node.http;

import java.util.Optional;

/// The bearer tokens that open a door (port). Asked for every request, from many threads.
///
/// Whoever implements this keeps hashes, not tokens, and finds them without comparing prefixes in time that
/// tells how much was right; a look-up by SHA-256 of the token does both.
@FunctionalInterface
public interface Tokens {
    /// Who holds this token now.
    ///
    /// @param token as it was sent: 1 to 512 visible ASCII characters
    Optional<String> holderOf(String token);
}
