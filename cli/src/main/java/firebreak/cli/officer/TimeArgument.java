package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Times;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/// A time as a person writes it, with its offset from UTC: `2022-10-23T12:00Z`, `2022-10-23T15:00:00+03:00`.
final class TimeArgument {
    private TimeArgument() {}

    /// As the line writes it.
    static String read(String place, String argument) throws Refusal {
        try {
            return Times.format(
                    OffsetDateTime.parse(argument.strip().replace(' ', 'T')).toInstant());
        } catch (DateTimeException | IllegalArgumentException notATime) {
            // falls through to the one refusal below
        }
        throw new Refusal(Exit.USAGE, place + ": expected a time with its offset from UTC, such as 2022-10-23T12:00Z");
    }
}
