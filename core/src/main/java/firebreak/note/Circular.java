package firebreak.note;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.util.Optional;

/// A joint note on its way from author to author: the one payload that all sign, and the signatures given so far.
/// It is on nobody's record and binds nobody. Written out in `spec/circular.md`.
///
/// @param signed the payload with some of the signatures; absent while nobody has signed
public record Circular(Note note, Optional<Jws> signed) {
    /// Bytes of the whole.
    public static final int MAX_BYTES = 262_108;

    /// The most that one line of a signature adds: ML-DSA-65 in base64url, with its header.
    private static final int LINE_BYTES = 4_800;

    private static final String FORMAT = "firebreak-circular/1";

    public Circular {
        if (!note.joint()) {
            throw new IllegalArgumentException("only a joint note circulates");
        }
        if (signed.isPresent() && !signed.get().payload().equals(note.payload())) {
            throw new IllegalArgumentException("the signatures are over another payload");
        }
    }

    /// The SHA-256 of the payload: the same at every author's node.
    public Hash id() {
        return Hash.of(note.payload());
    }

    /// With the signatures of another copy of it.
    ///
    /// @throws IllegalArgumentException when a key has signed twice, differently
    public Circular with(Jws more) {
        return new Circular(
                note,
                Optional.of(signed.map(known -> known.withLines(more.lines())).orElse(more)));
    }

    /// Canonical JSON: `format`, and the `payload` alone, or `signed`, the signed object with the payload in it.
    public Bytes bytes() {
        Json.Builder json = Json.object().with("format", FORMAT);
        return Canonical.write(
                signed.isEmpty()
                        ? json.with("payload", note.payload().base64Url()).build()
                        : json.with("signed", json(signed.get())).build());
    }

    private static Json json(Jws jws) {
        try {
            return Canonical.read("signed", jws.bytes(), Jws.MAX_SIZE);
        } catch (FormatException impossible) {
            throw new IllegalStateException("a signed object is canonical JSON", impossible);
        }
    }

    /// Whether it leaves room for the signatures of every author.
    public boolean hasRoom() {
        int missing = note.authors().size() * 2
                - signed.map(jws -> jws.lines().size()).orElse(0);
        return bytes().size() + Math.max(0, missing) * LINE_BYTES <= MAX_BYTES;
    }

    public static Circular parse(String place, Bytes bytes) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, bytes, MAX_BYTES));
        String format = fields.string("format");
        Optional<String> payload = fields.optional("payload", Fields::asString);
        Optional<Json> object = fields.optional("signed", (at, value) -> value);
        fields.done();
        if (!format.equals(FORMAT)) {
            throw new FormatException(place + ".format", "expected " + FORMAT);
        }
        if (payload.isPresent() == object.isPresent()) {
            throw new FormatException(place, "expected either 'payload' or 'signed'");
        }
        return object.isPresent()
                ? signed(place + ".signed", object.get())
                : new Circular(joint(place, Bytes.parseBase64Url(place + ".payload", payload.get())), Optional.empty());
    }

    private static Circular signed(String place, Json object) throws FormatException {
        Jws jws = Jws.parse(place, Canonical.write(object));
        return new Circular(joint(place, jws.payload()), Optional.of(jws));
    }

    private static Note joint(String place, Bytes payload) throws FormatException {
        if (Statement.parse(place + ".payload", payload) instanceof Note note && note.joint()) {
            return note;
        }
        throw new FormatException(place + ".payload", "expected a joint note");
    }
}
