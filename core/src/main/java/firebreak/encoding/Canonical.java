package firebreak.encoding;

/// The canonical form of I-JSON (RFC 8785, JCS): one value, one run of bytes. What Firebreak signs or
/// hashes is always in this form, and on receipt the bytes must already be in it.
public final class Canonical {
    /// How many arrays and objects a value may stand inside, in reading and in writing.
    public static final int MAX_DEPTH = 32;

    private Canonical() {}

    public static Bytes write(Json value) {
        return Bytes.ofUtf8(CanonicalWriter.text(value));
    }

    public static Hash hash(Json value) {
        return Hash.of(write(value));
    }

    /// Reads bytes that must be canonical: well-formed I-JSON, written exactly as [#write] writes it.
    ///
    /// @param place what is read, for the refusal, for example `manifest`
    /// @param maxBytes the written limit of the format that asks
    public static Json read(String place, Bytes bytes, int maxBytes) throws FormatException {
        String text = text(place, bytes, maxBytes);
        Json value = new JsonReader(place, text).document();
        if (!CanonicalWriter.text(value).equals(text)) {
            throw new FormatException(place, "JSON is not in canonical form (RFC 8785)");
        }
        return value;
    }

    /// Reads any I-JSON, whatever its white space and member order: for files that people write.
    public static Json readLoose(String place, Bytes bytes, int maxBytes) throws FormatException {
        return new JsonReader(place, text(place, bytes, maxBytes)).document();
    }

    private static String text(String place, Bytes bytes, int maxBytes) throws FormatException {
        if (bytes.size() > maxBytes) {
            throw new FormatException(place, "expected at most " + maxBytes + " bytes, found " + bytes.size());
        }
        return bytes.utf8(place);
    }
}
