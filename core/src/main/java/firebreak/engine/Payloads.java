package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.note.Statement;

/// Reads back what the engine itself has written; anything else there is a damaged store.
final class Payloads {
    private Payloads() {}

    static Statement statement(Bytes payload) {
        try {
            return Statement.parse("stored payload", payload);
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged payload: " + damaged.getMessage(), damaged);
        }
    }
}
