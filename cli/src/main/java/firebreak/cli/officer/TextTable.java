package firebreak.cli.officer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table for a terminal: columns as wide as what stands in them, one of them cut where the page is too narrow.
/// The last column is never cut.
final class TextTable {
    private static final String GAP = "  ";
    private static final int NARROWEST = 12;

    private final List<String> heads;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... heads) {
        this.heads = List.of(heads);
    }

    /// One cell for each column.
    void row(String... cells) {
        if (cells.length != heads.size()) {
            throw new IllegalArgumentException("a row has " + heads.size() + " cells, not " + cells.length);
        }
        rows.add(Arrays.stream(cells).map(Shown::line).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /// @param yielding the column that is cut to make the whole fit
    List<String> lines(int width, int yielding) {
        int[] widths = new int[heads.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = widest(column);
        }
        int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        if (over > 0) {
            widths[yielding] = Math.max(Math.min(NARROWEST, widths[yielding]), widths[yielding] - over);
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(heads, widths));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private int widest(int column) {
        int widest = Shown.length(heads.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, Shown.length(row.get(column)));
        }
        return widest;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = Shown.line(cells.get(column), widths[column]);
            line.append(column == 0 ? "" : GAP).append(cell).repeat(' ', widths[column] - Shown.length(cell));
        }
        return line.toString().stripTrailing();
    }
}
