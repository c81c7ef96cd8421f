package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Text;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;

/// The written limits of charter documents, in one place.
public final class Limits {
    /// A signed charter, manifest or agreement, in bytes.
    public static final int DOCUMENT_BYTES = 1 << 20;

    public static final int PARTIES = 64;
    public static final int POSTS = 128;
    public static final int NAME_CHARS = 120;

    private Limits() {}

    /// A name for people: 1 to 120 characters, none of them invisible.
    public static String name(Fields fields, String member) throws FormatException {
        String text = fields.string(member);
        if (text.isBlank() || !Text.printable(text, NAME_CHARS).equals(text)) {
            throw new FormatException(
                    fields.place() + "." + member, "expected 1 to " + NAME_CHARS + " visible characters");
        }
        return text;
    }

    static <T> List<T> list(Fields fields, String member, int min, int max, Fields.Reader<T> each)
            throws FormatException {
        List<T> items = fields.list(member, each);
        if (items.size() < min || items.size() > max) {
            throw new FormatException(fields.place() + "." + member, "expected " + min + " to " + max + " entries");
        }
        return items;
    }

    static <T, K> void distinct(String place, List<T> items, Function<? super T, K> key) throws FormatException {
        HashSet<K> seen = new HashSet<>();
        for (T item : items) {
            if (!seen.add(key.apply(item))) {
                throw new FormatException(place, "expected every entry once");
            }
        }
    }
}
