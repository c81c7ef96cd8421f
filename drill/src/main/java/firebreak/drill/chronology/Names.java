package firebreak.drill.chronology;

import firebreak.charter.Limits;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.FormatException;
import firebreak.encoding.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/// What ids, codes and names may look like. Ids are ASCII without separators: they become parts of paths.
/// Codes and names follow the charter, since a replay puts them into one.
final class Names {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Names() {}

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static Optional<PartyCode> party(String text) {
        try {
            return Optional.of(PartyCode.parse("", text));
        } catch (FormatException noCode) {
            return Optional.empty();
        }
    }

    static Optional<PostCode> post(String text) {
        try {
            return Optional.of(PostCode.parse("", text));
        } catch (FormatException noCode) {
            return Optional.empty();
        }
    }

    /// A name for people, as the charter's documents allow it.
    static boolean isName(String text) {
        return !text.isBlank() && Text.printable(text, Limits.NAME_CHARS).equals(text);
    }
}
