package firebreak.node.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import firebreak.encoding.Bytes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from the head of an age file how much work its passphrase costs, before that work is done.
final class AgeWork {
    private static final int HEAD = 128;
    private static final Pattern SCRYPT =
            Pattern.compile("age-encryption\\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n.*", Pattern.DOTALL);

    private AgeWork() {}

    /// Empty when this is not an age file under a passphrase; opening it will say so.
    static Optional<Integer> of(Bytes age) {
        String head = new String(age.slice(0, Math.min(HEAD, age.size())).toArray(), ISO_8859_1);
        Matcher matcher = SCRYPT.matcher(head);
        return matcher.matches() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }
}
