package firebreak.drill.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A title out of a text: its first clause, cut at a word where that is too long.
final class Title {
    static final int MAX = 80;

    private static final Pattern CLAUSE_END = Pattern.compile("[.;:](\\s|$)");

    private Title() {}

    static String of(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        Matcher end = CLAUSE_END.matcher(line);
        String clause = end.find() && end.start() > 0 ? line.substring(0, end.start()) : line;
        return clause.codePointCount(0, clause.length()) <= MAX ? clause : cut(clause);
    }

    private static String cut(String clause) {
        String head = clause.substring(0, clause.offsetByCodePoints(0, MAX - 1));
        int space = head.lastIndexOf(' ');
        return (space > 0 ? head.substring(0, space) : head) + "…";
    }
}
