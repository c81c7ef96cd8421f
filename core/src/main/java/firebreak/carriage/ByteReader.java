package firebreak.carriage;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;

/// Takes a run of bytes apart from front to back and knows where it is.
final class ByteReader {
    private final String place;
    private final Bytes bytes;
    private int at;

    ByteReader(String place, Bytes bytes) {
        this.place = place;
        this.bytes = bytes;
    }

    void expect(Bytes constant, String expectation) throws FormatException {
        if (bytes.size() - at < constant.size()
                || !bytes.slice(at, at + constant.size()).equals(constant)) {
            throw new FormatException(place, expectation);
        }
        at += constant.size();
    }

    Bytes take(int count, String what) throws FormatException {
        if (bytes.size() - at < count) {
            throw new FormatException(
                    place + " at byte " + at,
                    "expected " + count + " bytes of " + what + ", found " + (bytes.size() - at));
        }
        at += count;
        return bytes.slice(at - count, at);
    }

    int length(int max, String what) throws FormatException {
        int start = at;
        int length = take(Length.SIZE, "length of " + what).buffer().getInt();
        if (length < 0 || length > max) {
            throw new FormatException(place + " at byte " + start, "expected a " + what + " of at most " + max);
        }
        return length;
    }

    Bytes lengthed(int max, String what) throws FormatException {
        return take(length(max, what), what);
    }

    void end() throws FormatException {
        if (at != bytes.size()) {
            throw new FormatException(place + " at byte " + at, "expected nothing more");
        }
    }
}
