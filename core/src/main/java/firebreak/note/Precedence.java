package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// Urgency of handling, not importance: set by the drafter, confirmed by the releaser.
public enum Precedence {
    /// As fast as possible; interrupts others; goes by all carriers at once.
    FLASH,
    IMMEDIATE,
    PRIORITY,
    ROUTINE;

    public static Precedence read(String place, Json value) throws FormatException {
        String word = Fields.asString(place, value);
        for (Precedence precedence : values()) {
            if (precedence.name().equals(word)) {
                return precedence;
            }
        }
        throw new FormatException(place, "expected FLASH, IMMEDIATE, PRIORITY or ROUTINE");
    }
}
