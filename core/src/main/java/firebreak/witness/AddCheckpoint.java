package firebreak.witness;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.record.SignedNote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What a record's owner asks a witness to sign (C2SP tlog-witness, the body of `add-checkpoint`): the size it last
/// signed, the proof that the record continues from there, and the checkpoint. Parsed, nothing verified.
///
/// @param old size of the newest checkpoint that the witness signed, as far as its owner knows; 0 for none
/// @param proof consistency proof from the old size to the checkpoint's; empty where they are equal or `old` is 0
public record AddCheckpoint(long old, List<Hash> proof, CheckpointNote checkpoint) {
    /// Most hashes of a proof.
    public static final int MAX_PROOF = 63;

    /// The whole request, in bytes.
    public static final int MAX_SIZE = SignedNote.MAX_SIZE + 4_096;

    private static final String OLD = "old ";
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

    public AddCheckpoint {
        proof = List.copyOf(proof);
        if (old < 0 || proof.size() > MAX_PROOF) {
            throw new IllegalArgumentException("no proof of " + proof.size() + " hashes begins at size " + old);
        }
    }

    public Bytes bytes() {
        StringBuilder out = new StringBuilder(OLD).append(old).append('\n');
        proof.forEach(hash -> out.append(hash.bytes().base64()).append('\n'));
        return Bytes.ofUtf8(out.append('\n').toString()).plus(checkpoint.bytes());
    }

    public static AddCheckpoint parse(String place, Bytes body) throws FormatException {
        if (body.size() > MAX_SIZE) {
            throw new FormatException(place, "expected at most " + MAX_SIZE + " bytes, found " + body.size());
        }
        String text = body.utf8(place);
        int end = text.indexOf("\n\n");
        if (end < 0) {
            throw new FormatException(place, "expected an empty line before the checkpoint");
        }
        String[] lines = text.substring(0, end).split("\n", -1);
        List<Hash> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (i > MAX_PROOF) {
                throw new FormatException(place, "expected at most " + MAX_PROOF + " hashes");
            }
            proof.add(Checkpoint.hash(place + " line " + (i + 1), lines[i]));
        }
        return new AddCheckpoint(
                old(place, lines[0]),
                proof,
                CheckpointNote.parse(place + " checkpoint", Bytes.ofUtf8(text.substring(end + 2))));
    }

    private static long old(String place, String line) throws FormatException {
        String size = line.startsWith(OLD) ? line.substring(OLD.length()) : "";
        if (!SIZE.matcher(size).matches()) {
            throw new FormatException(place + " line 1", "expected 'old ' and a size in decimal");
        }
        return Long.parseLong(size);
    }
}
