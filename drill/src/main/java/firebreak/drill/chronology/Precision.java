package firebreak.drill.chronology;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// How exactly the time of an event is known. [CaseTime] says which interval each one means.
public enum Precision {
    MINUTE("minute"),
    ABOUT("about"),
    HOUR("hour"),
    PART_OF_DAY("part-of-day"),
    DAY("day"),
    RANGE("range");

    private final String word;

    Precision(String word) {
        this.word = word;
    }

    /// As the file writes it.
    public String word() {
        return word;
    }

    static Optional<Precision> of(String word) {
        return Arrays.stream(values())
                .filter(precision -> precision.word.equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Precision::word).collect(Collectors.joining(", "));
    }
}
