package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads a tlog-proof line by line; what follows the first empty line is the checkpoint.
final class TlogProofReader {
    static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    static final String EXTRA = "extra ";
    static final String INDEX = "index ";
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,15}");

    private final String place;
    private final String text;
    private int at;
    private int line;

    TlogProofReader(String place, String text) {
        this.place = place;
        this.text = text;
    }

    TlogProof read() throws FormatException {
        if (!next().equals(FIRST_LINE)) {
            throw refuse("expected '" + FIRST_LINE + "'");
        }
        Optional<Bytes> extra = Optional.empty();
        String current = next();
        if (current.startsWith(EXTRA)) {
            extra = Optional.of(extra(current.substring(EXTRA.length())));
            current = next();
        }
        long index = index(current);
        List<Hash> path = path();
        CheckpointNote checkpoint = CheckpointNote.parse(place + " checkpoint", Bytes.ofUtf8(text.substring(at)));
        return new TlogProof(extra, index, path, checkpoint);
    }

    private Bytes extra(String base64) throws FormatException {
        Bytes extra = Bytes.parseBase64(where(), base64);
        if (extra.isEmpty()) {
            throw refuse("expected extra data, or no such line");
        }
        return extra;
    }

    private long index(String current) throws FormatException {
        String number = current.startsWith(INDEX) ? current.substring(INDEX.length()) : "";
        if (!NUMBER.matcher(number).matches() || Long.parseLong(number) >= Merkle.MAX_SIZE) {
            throw refuse("expected 'index ' and an index below 2^53 - 1");
        }
        return Long.parseLong(number);
    }

    private List<Hash> path() throws FormatException {
        List<Hash> path = new ArrayList<>();
        for (String current = next(); !current.isEmpty(); current = next()) {
            if (path.size() == InclusionProof.MAX_PATH) {
                throw refuse("expected at most " + InclusionProof.MAX_PATH + " hashes");
            }
            path.add(Checkpoint.hash(where(), current));
        }
        return path;
    }

    private String next() throws FormatException {
        line++;
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw refuse("expected more: the proof ends too early");
        }
        String next = text.substring(at, end);
        at = end + 1;
        return next;
    }

    private String where() {
        return place + " line " + line;
    }

    private FormatException refuse(String expectation) {
        return new FormatException(where(), expectation);
    }
}
