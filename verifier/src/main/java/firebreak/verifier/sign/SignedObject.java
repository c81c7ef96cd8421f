package firebreak.verifier.sign;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A payload and the lines of those who signed it (spec/signed-object.md). That it was read says nothing of its
/// signatures; [#isSignedBy] does.
public final class SignedObject {
    public static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINES = 128;
    private static final int MOST_HEADER = 512;
    private static final int MOST_KID = 128;
    private static final Pattern PLAIN = Pattern.compile("[!#-\\[\\]-~]+");

    private final Bytes payload;
    private final Map<String, Line> lines;

    private record Line(String kid, String algorithm, Bytes header, Bytes signature) {}

    private SignedObject(Bytes payload, Map<String, Line> lines) {
        this.payload = payload;
        this.lines = lines;
    }

    public static SignedObject read(String place, Bytes content) throws Malformed {
        Members object = Members.of(place, Canonical.read(place, content, MOST_BYTES));
        Bytes payload = object.bytes("payload");
        List<Line> listed = object.list("signatures", 1, MOST_LINES, SignedObject::line);
        object.end();
        Map<String, Line> lines = new LinkedHashMap<>();
        String before = "";
        for (Line line : listed) {
            if (line.kid.compareTo(before) <= 0) {
                throw new Malformed(place + ".signatures", "expected each kid once, in ascending order");
            }
            lines.put(line.kid, line);
            before = line.kid;
        }
        return new SignedObject(payload, lines);
    }

    private static Line line(String place, Json value) throws Malformed {
        Members line = Members.of(place, value);
        Bytes raw = line.bytes("protected");
        Bytes signature = line.bytes("signature");
        line.end();
        String at = line.place("protected");
        Members header = Members.of(at, Canonical.read(at, raw, MOST_HEADER));
        String algorithm = plain(header, "alg", Algorithms.MOST_CHARACTERS);
        String kid = plain(header, "kid", MOST_KID);
        header.end();
        if (signature.size() == 0) {
            throw new Malformed(line.place("signature"), "expected at least one byte");
        }
        return new Line(kid, algorithm, raw, signature);
    }

    private static String plain(Members header, String name, int most) throws Malformed {
        String text = header.text(name, 1, most);
        if (!isPlain(text)) {
            throw new Malformed(
                    header.place(name), "expected printable ASCII without space, quotation mark, backslash");
        }
        return text;
    }

    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches();
    }

    public Bytes payload() {
        return payload;
    }

    /// Whether this signer has signed with every algorithm of the set that is known here. The keys come from a
    /// document, the set from the agreement, never from the object.
    public boolean isSignedBy(KeyPair signer, Algorithms set) {
        return signer.keys().stream()
                .filter(key -> set.names().contains(key.kind().algorithm()))
                .allMatch(this::isSignedBy);
    }

    private boolean isSignedBy(PublicKey key) {
        Line line = lines.get(key.kid());
        return line != null
                && line.algorithm.equals(key.kind().algorithm())
                && key.verifies(Bytes.ofText(line.header.base64Url() + "." + payload.base64Url()), line.signature);
    }
}
