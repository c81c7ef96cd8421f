package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Duration;

/// Urgency of handling, not importance: set by the drafter, confirmed by the releaser.
public enum Precedence {
    /// As fast as possible; interrupts others; goes by all carriers at once.
    FLASH(Duration.ofMinutes(10)),
    IMMEDIATE(Duration.ofMinutes(30)),
    PRIORITY(Duration.ofHours(3)),
    ROUTINE(Duration.ofHours(6));

    private final Duration handling;

    Precedence(Duration handling) {
        this.handling = handling;
    }

    /// How soon a watch is expected to have handled it.
    public Duration handling() {
        return handling;
    }

    Json toJson() {
        return Json.of(name());
    }

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
