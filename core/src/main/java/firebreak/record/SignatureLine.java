package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;

/// One signature line of a signed note: `— NAME BASE64(key id ‖ signature)` (C2SP signed-note). Says nothing
/// about whether the signature is valid.
///
/// @param signature as its type encodes it, without the key id; at least one byte
public record SignatureLine(KeyRef key, Bytes signature) {
    private static final String DASH = "— ";

    public SignatureLine {
        if (signature.isEmpty()) {
            throw new IllegalArgumentException("a signature line has a signature");
        }
    }

    /// Without the newline.
    public String text() {
        return DASH + key.name() + " " + key.idBytes().plus(signature).base64();
    }

    static SignatureLine parse(String place, String line) throws FormatException {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new FormatException(place, "expected a signature line: em dash, name and base64");
        }
        KeyName name = KeyName.parse(place, line.substring(DASH.length(), space));
        Bytes content = Bytes.parseBase64(place, line.substring(space + 1));
        if (content.size() <= KeyRef.ID_SIZE) {
            throw new FormatException(place, "expected a key id of four bytes and a signature");
        }
        KeyRef key = new KeyRef(name, content.buffer().getInt());
        return new SignatureLine(key, content.slice(KeyRef.ID_SIZE, content.size()));
    }
}
