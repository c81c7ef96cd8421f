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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A checkpoint as it was found: origin, size, root and signature lines. [#signedAt] says whether its owner signed it.
public record Checkpoint(Origin origin, long size, Hash root, String text, List<SignedNote.Line> lines) {
    /// A checkpoint's limit in bytes.
    public static final int MOST_BYTES = SignedNote.MOST_BYTES;

    private static final Pattern FORM = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n");
    private static final int ED25519 = 1;
    private static final int TIMED_ML_DSA_44 = 6;
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
        Optional<Bytes> plain = only(ED25519, keys.ed25519());
        Optional<Bytes> timed = only(TIMED_ML_DSA_44, keys.mlDsa44()).filter(line -> line.size() >= TIME);
        if (plain.isEmpty() || timed.isEmpty() || !keys.ed25519().verifies(Bytes.ofText(text), plain.get())) {
            return Optional.empty();
        }
        long time = timed.get().number(0, TIME);
        boolean holds = time >= 1
                && time <= LAST_SECOND
                && keys.mlDsa44()
                        .verifies(
                                message(time),
                                timed.get().slice(TIME, timed.get().size()));
        return holds ? Optional.of(Instant.ofEpochSecond(time)) : Optional.empty();
    }

    /// The signature of the one line that is this key's.
    private Optional<Bytes> only(int type, PublicKey key) {
        Bytes id = SignedNote.keyId(origin.text(), type, key);
        List<SignedNote.Line> own = lines.stream()
                .filter(line ->
                        line.name().equals(origin.text()) && line.keyId().equals(id))
                .toList();
        return own.size() == 1 ? Optional.of(own.getFirst().signature()) : Optional.empty();
    }

    /// What a line of type 6 signs: the whole tree as a subtree.
    private Bytes message(long time) {
        Bytes name = Bytes.ofText(origin.text());
        Bytes opaque = Bytes.join(Bytes.ofNumber(name.size(), 1), name);
        return Bytes.join(
                Bytes.ofText("subtree/v1\n\0"),
                opaque,
                Bytes.ofNumber(time, TIME),
                opaque,
                Bytes.ofNumber(0, TIME),
                Bytes.ofNumber(size, TIME),
                root.bytes());
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
