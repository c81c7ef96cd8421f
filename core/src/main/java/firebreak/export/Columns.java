package firebreak.export;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Lines of words as aligned columns, the first to the left and numbers to the right.
public final class Columns {
    private Columns() {}

    /// @param lines of equal length, the first as a heading
    public static String of(List<List<String>> lines) {
        List<Integer> widths = IntStream.range(0, lines.getFirst().size())
                .mapToObj(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return lines.stream().map(line -> aligned(line, widths) + "\n").collect(Collectors.joining());
    }

    private static String aligned(List<String> line, List<Integer> widths) {
        StringBuilder text = new StringBuilder();
        int last = line.size() - 1;
        for (int column = 0; column < line.size(); column++) {
            String word = line.get(column);
            String space = " ".repeat(widths.get(column) - word.length());
            text.append(column == 0 ? "" : "  ");
            text.append(column == 0 || column == last ? word + (column == last ? "" : space) : space + word);
        }
        return text.toString();
    }

    /// Two largest units, such as `2 d 3 h` or `45 s`.
    public static String duration(Duration length) {
        if (length.isNegative()) {
            return "-" + duration(length.negated());
        }
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0
                ? length.toMinutes() + " min " + length.toSecondsPart() + " s"
                : length.toSeconds() + " s";
    }
}
