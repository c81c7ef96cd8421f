package firebreak.drill.chronology;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A time in words no finer than its precision: `about` shows the hour, `part-of-day` a word, `day` the date.
final class ShownTime {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH'h'", Locale.ROOT);
    private static final DateTimeFormatter HOUR_ABOUT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd 'about' HH'h'", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter DAY_OF_MONTH = DateTimeFormatter.ofPattern("dd", Locale.ROOT);

    private ShownTime() {}

    static String of(CaseTime time) {
        LocalDateTime at = time.at().atOffset(ZoneOffset.UTC).toLocalDateTime();
        return switch (time.precision()) {
            case MINUTE -> MINUTE.format(at);
            case ABOUT -> HOUR_ABOUT.format(at);
            case HOUR -> HOUR.format(at);
            case PART_OF_DAY -> partOfDay(at);
            case DAY -> DAY.format(at);
            case RANGE -> range(time);
        };
    }

    private static String range(CaseTime time) {
        LocalDateTime from = time.earliest().atOffset(ZoneOffset.UTC).toLocalDateTime();
        LocalDateTime to = time.latest().atOffset(ZoneOffset.UTC).toLocalDateTime();
        boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
        return MINUTE.format(from) + " to "
                + (sameDay ? MINUTE.format(to).substring("uuuu-MM-dd ".length()) : MINUTE.format(to));
    }

    /// Parts overlap in truth (six hours to either side); the word is the part that holds the stated time.
    private static String partOfDay(LocalDateTime at) {
        int hour = at.getHour();
        if (hour >= 22) {
            return night(at.toLocalDate());
        }
        if (hour < 4) {
            return night(at.toLocalDate().minusDays(1));
        }
        return DAY.format(at) + " "
                + (hour < 10 ? "morning" : hour < 14 ? "midday" : hour < 18 ? "afternoon" : "evening");
    }

    /// A night belongs to two days.
    private static String night(LocalDate evening) {
        return DAY.format(evening) + "/" + DAY_OF_MONTH.format(evening.plusDays(1)) + " night";
    }
}
