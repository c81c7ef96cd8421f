package firebreak.verifier.tree;

import firebreak.verifier.sign.PublicKey;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A checkpoint as it was found: origin, size, root and signature lines. [#signedAt] says whether its owner signed it.
public record Checkpoint(Origin origin, long size, Hash root, String text, List<SignedNote.Line> lines) {
    /// A checkpoint's limit in bytes.
    public static final int MOST_BYTES = SignedNote.MOST_BYTES;

    private static final Pattern FORM = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n");
    static final int TIMED_ML_DSA_44 = 6;
    static final int ED25519 = 1;
    private static final int TIME = 8;
    private static final long LAST_SECOND = 253_402_300_799L;

    public static Checkpoint read(String place, Bytes content) throws Malformed {
        if (content.size() > MOST_BYTES) {
            throw new Malformed(place, "expected at most " + MOST_BYTES + " bytes");
        }
        SignedNote note = SignedNote.read(place, content.text(place));
        Matcher form = FORM.matcher(note.text());
        if (!form.matches()) {
            throw new Malformed(place, "expected three lines: origin, size and root");
        }
        long size = Long.parseLong(form.group(2));
        Hash root = Hash.fromBase64(place, form.group(3));
        if (size > Json.MOST || (size == 0 && !root.equals(Tree.EMPTY))) {
            throw new Malformed(place, "expected at most 2^53 - 1 leaves, and without leaves the empty root");
        }
        return new Checkpoint(Origin.parse(place, form.group(1)), size, root, note.text(), note.lines());
    }

    /// The time that the owner of these keys states, if both have signed (spec/record.md, Checking).
    public Optional<Instant> signedAt(RecordKeys keys) {
        Optional<SignedNote.Line> plain = only(origin.text(), ED25519, keys.ed25519())
                .filter(line -> keys.ed25519().verifies(Bytes.ofText(text), line.signature()));
        Optional<SignedNote.Line> timed = only(origin.text(), TIMED_ML_DSA_44, keys.mlDsa44());
        return plain.isEmpty() ? Optional.empty() : timed.flatMap(line -> timedAt(line, keys.mlDsa44()));
    }

    /// The one line that is this key's under this name.
    Optional<SignedNote.Line> only(String name, int type, PublicKey key) {
        Bytes id = SignedNote.keyId(name, type, key);
        List<SignedNote.Line> by = lines.stream()
                .filter(line -> line.name().equals(name) && line.keyId().equals(id))
                .toList();
        return by.size() == 1 ? Optional.of(by.getFirst()) : Optional.empty();
    }

    /// What a line of type 6 says, if its signature holds.
    Optional<Instant> timedAt(SignedNote.Line line, PublicKey key) {
        return timed(line, key, time -> subtree(line.name(), time));
    }

    /// The time before the signature of a line, if the signature of that time holds.
    static Optional<Instant> timed(SignedNote.Line line, PublicKey key, LongFunction<Bytes> message) {
        Bytes signature = line.signature();
        if (signature.size() < TIME) {
            return Optional.empty();
        }
        long time = signature.number(0, TIME);
        return time >= 1
                        && time <= LAST_SECOND
                        && key.verifies(message.apply(time), signature.slice(TIME, signature.size()))
                ? Optional.of(Instant.ofEpochSecond(time))
                : Optional.empty();
    }

    /// What a line of type 6 signs: the whole tree as a subtree.
    private Bytes subtree(String cosigner, long time) {
        return Bytes.join(
                Bytes.ofText("subtree/v1\n\0"),
                opaque(cosigner),
                Bytes.ofNumber(time, TIME),
                opaque(origin.text()),
                Bytes.ofNumber(0, TIME),
                Bytes.ofNumber(size, TIME),
                root.bytes());
    }

    private static Bytes opaque(String text) {
        Bytes bytes = Bytes.ofText(text);
        return Bytes.join(Bytes.ofNumber(bytes.size(), 1), bytes);
    }

    /// The content of `vkey` for these keys.
    public static Bytes verifierKeys(Origin origin, RecordKeys keys) {
        return Bytes.ofText(verifierKey(origin.text(), ED25519, keys.ed25519())
                + verifierKey(origin.text(), TIMED_ML_DSA_44, keys.mlDsa44()));
    }

    private static String verifierKey(String name, int type, PublicKey key) {
        return name + "+" + SignedNote.keyId(name, type, key).hex() + "+"
                + SignedNote.typed(type, key).base64() + "\n";
    }
}
