package firebreak.verifier.tree;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.regex.Pattern;

/// The name of one record for ever.
public record Origin(String text) {
    private static final Pattern FORM = Pattern.compile("firebreak/[a-z2-7]{25}[aeimquy4]");

    public static Origin parse(String place, String text) throws Malformed {
        if (!FORM.matcher(text).matches()) {
            throw new Malformed(place, "expected an origin: firebreak/ and 16 bytes in base32");
        }
        return new Origin(text);
    }

    public static Origin read(String place, Json value) throws Malformed {
        return parse(place, Members.text(place, value));
    }

    @Override
    public String toString() {
        return text;
    }
}
