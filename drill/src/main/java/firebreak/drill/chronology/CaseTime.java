package firebreak.drill.chronology;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When an event happened, and how exactly that is known. The true moment lies in `earliest..latest`, both
/// included; nothing may be concluded from `at` that the interval does not bear out.
///
/// | precision | interval |
/// |---|---|
/// | `minute` | that minute |
/// | `about` | one hour to either side |
/// | `hour` | that hour of the clock, UTC |
/// | `part-of-day` | six hours to either side |
/// | `day` | that day, UTC; the time of day is a placeholder |
/// | `range` | `not_before..not_after` as the file gives them |
///
/// @param at the time the file states; for `range` it lies within it
public record CaseTime(Instant at, Precision precision, Instant earliest, Instant latest) {
    private static final Duration ABOUT = Duration.ofHours(1);
    private static final Duration PART_OF_DAY = Duration.ofHours(6);

    public CaseTime {
        if (at.isBefore(earliest) || at.isAfter(latest)) {
            throw new IllegalArgumentException("the stated time lies outside its own interval");
        }
    }

    /// A time of any precision but `range`.
    static CaseTime of(Instant at, Precision precision) {
        return switch (precision) {
            case MINUTE -> unit(at, precision, ChronoUnit.MINUTES);
            case HOUR -> unit(at, precision, ChronoUnit.HOURS);
            case DAY -> unit(at, precision, ChronoUnit.DAYS);
            case ABOUT -> around(at, precision, ABOUT);
            case PART_OF_DAY -> around(at, precision, PART_OF_DAY);
            case RANGE -> throw new IllegalArgumentException("a range states both its ends");
        };
    }

    static CaseTime range(Instant at, Instant notBefore, Instant notAfter) {
        return new CaseTime(at, Precision.RANGE, notBefore, notAfter);
    }

    /// Whether this lies before the other whatever the true moments are. Where neither lies surely before the
    /// other, the order of the file holds.
    public boolean surelyBefore(CaseTime other) {
        return latest.isBefore(other.earliest);
    }

    /// For people, never finer than the precision.
    public String shown() {
        return ShownTime.of(this);
    }

    private static CaseTime unit(Instant at, Precision precision, ChronoUnit unit) {
        Instant start = at.truncatedTo(unit);
        return new CaseTime(at, precision, start, start.plus(1, unit).minusMillis(1));
    }

    private static CaseTime around(Instant at, Precision precision, Duration slack) {
        return new CaseTime(at, precision, at.minus(slack), at.plus(slack));
    }
}
