package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Jws;
import firebreak.note.Statement;

/// Reads statements back from stored bodies; anything else there is a damaged store.
public final class Stored {
    private Stored() {}

    public static Statement statement(Bytes body) {
        try {
            return Statement.parse("stored statement", signed(body).payload());
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged body: " + damaged.getMessage(), damaged);
        }
    }

    public static Jws signed(Bytes body) {
        try {
            return Jws.parse(
                    "stored signed object", Body.read("stored body", body).signed());
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged body: " + damaged.getMessage(), damaged);
        }
    }
}
