package firebreak.record;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of one record for ever: `firebreak/` and 16 random bytes in lower-case base32 (RFC 4648 section 6)
/// without padding. Random, so that it tells an outsider nothing; also the key name in the record's signed notes.
public record Origin(String text) implements Comparable<Origin> {
    private static final String PREFIX = "firebreak/";
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int RANDOM_SIZE = 16;

    // 26 letters carry 130 bits; the last two must be zero, which leaves eight letters for the last place.
    private static final Pattern FORM = Pattern.compile("firebreak/[a-z2-7]{25}[aeimquy4]");

    public Origin {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not the origin of a Firebreak record");
        }
    }

    public static Origin random(RandomGenerator random) {
        byte[] drawn = new byte[RANDOM_SIZE];
        random.nextBytes(drawn);
        return new Origin(PREFIX + base32(drawn));
    }

    private static String base32(byte[] content) {
        StringBuilder out = new StringBuilder();
        for (int bit = 0; bit < content.length * 8; bit += 5) {
            int high = content[bit / 8] & 0xff;
            int low = bit / 8 + 1 < content.length ? content[bit / 8 + 1] & 0xff : 0;
            out.append(ALPHABET.charAt((high << 8 | low) >>> (11 - bit % 8) & 31));
        }
        return out.toString();
    }

    public static Origin parse(String place, String text) throws FormatException {
        if (!FORM.matcher(text).matches()) {
            throw new FormatException(place, "expected an origin: 'firebreak/' and 26 letters of lower-case base32");
        }
        return new Origin(text);
    }

    /// The name of the record's own keys in signed notes.
    public KeyName keyName() {
        return new KeyName(text);
    }

    public static Origin read(String place, Json value) throws FormatException {
        return parse(place, Fields.asString(place, value));
    }

    @Override
    public int compareTo(Origin other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
