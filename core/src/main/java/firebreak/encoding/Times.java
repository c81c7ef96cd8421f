package firebreak.encoding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as Firebreak writes them: RFC 3339 in UTC with `Z`, whole seconds or exactly three decimals.
public final class Times {
    private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("9999-12-31T23:59:59.999Z");

    private Times() {}

    /// Milliseconds are kept, finer parts dropped.
    public static String format(Instant time) {
        if (time.isBefore(MIN) || time.isAfter(MAX)) {
            throw new IllegalArgumentException("RFC 3339 writes years 1 to 9999");
        }
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /// The exact inverse of [#format]: one instant, one text.
    public static Instant parse(String place, String text) throws FormatException {
        try {
            Instant time = Instant.parse(text);
            if (!time.isBefore(MIN) && !time.isAfter(MAX) && format(time).equals(text)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // falls through to the one refusal below
        }
        throw new FormatException(place, "expected a UTC time such as 2022-10-23T12:00:00Z or …:00.250Z");
    }
}
