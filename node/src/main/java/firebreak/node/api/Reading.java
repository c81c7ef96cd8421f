package firebreak.node.api;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;

/// Reads small stored values for showing.
final class Reading {
    private static final int MAX_BYTES = 64 * 1024;

    private Reading() {}

    static String text(Bytes stored) {
        try {
            return Fields.asString("stored text", Canonical.read("stored text", stored, MAX_BYTES));
        } catch (FormatException damaged) {
            return "the store gives back a damaged value: " + damaged.reason();
        }
    }
}
