package firebreak.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a page shows of a terminal, and whether what really happened is the same: times, fingerprints, hashes and the
/// like are another's each time, but the same one wherever the page says the same. `…` is whatever was left out, in a
/// line or, alone on one, of any number of lines.
final class Transcript {
    private static final Pattern VOLATILE = Pattern.compile(String.join(
            "|",
            "[0-9]{6}(?: [0-9]{6}){12}", // a fingerprint
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]+Z", // a time
            "firebreak/[a-z2-7]{26}", // the origin of a record
            "[a-z2-7]{12}(?=-[0-9]{12}[.]parcel)", // its beginning
            "(?<=process (?:number )?)[0-9]+",
            "127[.]0[.]0[.]1:[0-9]+",
            "(?<![0-9a-zA-Z])[0-9a-f]{8}(?:[0-9a-f]{4}){0,2}(?![0-9a-zA-Z])")); // a hash or a draft

    /// Tokens that stand for something else each time they are shown.
    private static final Pattern PASSING = Pattern.compile("[0-9]{4}-.*Z|127[.].*|[0-9]+");

    private static final String LEFT_OUT = "…";

    /// One command of a page.
    ///
    /// @param terminal whose it is
    /// @param line where the page has it
    record Step(String terminal, int line, String command, List<String> shown) {}

    private final Map<String, String> meant = new HashMap<>();

    /// The commands of a page in their order, and its directives `<!-- test: … -->` as commands of terminal `test`.
    static List<Step> read(List<String> page) {
        List<Step> steps = new ArrayList<>();
        boolean console = false;
        for (int i = 0; i < page.size(); i++) {
            String line = page.get(i);
            Matcher prompt = Pattern.compile("([a-z]+)\\$ (.*)").matcher(line);
            Matcher directive = Pattern.compile("<!-- test: (.*) -->").matcher(line);
            if (line.startsWith("```")) {
                console = line.equals("```console");
            } else if (directive.matches()) {
                steps.add(new Step("test", i + 1, directive.group(1), List.of()));
            } else if (console && prompt.matches()) {
                int at = i + 1;
                StringBuilder command = new StringBuilder(prompt.group(2));
                while (command.toString().endsWith("\\")) {
                    command.setLength(command.length() - 1);
                    command.append(page.get(++i).strip());
                }
                steps.add(new Step(prompt.group(1), at, command.toString(), new ArrayList<>()));
            } else if (console) {
                steps.getLast().shown().add(line);
            }
        }
        return steps;
    }

    /// A command with what its tokens mean this time.
    String meant(String command) {
        return VOLATILE.matcher(command)
                .replaceAll(found -> Matcher.quoteReplacement(meant.getOrDefault(found.group(), found.group())));
    }

    /// Whether what happened is what the page shows; remembers what its tokens meant.
    boolean fits(List<String> shown, List<String> happened) {
        Map<String, String> found = new HashMap<>(meant);
        boolean fits = fits(shown, happened, found);
        if (fits) {
            meant.putAll(found);
        }
        return fits;
    }

    private static boolean fits(List<String> shown, List<String> happened, Map<String, String> meant) {
        if (shown.isEmpty()) {
            return happened.isEmpty();
        }
        List<String> rest = shown.subList(1, shown.size());
        if (shown.getFirst().equals(LEFT_OUT)) {
            for (int skipped = 0; skipped <= happened.size(); skipped++) {
                Map<String, String> tried = new HashMap<>(meant);
                if (fits(rest, happened.subList(skipped, happened.size()), tried)) {
                    meant.putAll(tried);
                    return true;
                }
            }
            return false;
        }
        return !happened.isEmpty()
                && fits(shown.getFirst(), happened.getFirst(), meant)
                && fits(rest, happened.subList(1, happened.size()), meant);
    }

    private static boolean fits(String shown, String happened, Map<String, String> meant) {
        List<String> tokens = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        Matcher found = VOLATILE.matcher(spaced(shown));
        int from = 0;
        while (found.find()) {
            pattern.append(literal(spaced(shown).substring(from, found.start())));
            String token = found.group();
            String known = PASSING.matcher(token).matches() ? null : meant.get(token);
            pattern.append(known == null ? "(" + VOLATILE.pattern() + ")" : "(" + Pattern.quote(known) + ")");
            tokens.add(token);
            from = found.end();
        }
        pattern.append(literal(spaced(shown).substring(from)));
        Matcher matcher = Pattern.compile(pattern.toString()).matcher(spaced(happened));
        if (!matcher.matches()) {
            return false;
        }
        for (int i = 0; i < tokens.size(); i++) {
            meant.put(tokens.get(i), matcher.group(i + 1));
        }
        return true;
    }

    private static String literal(String text) {
        return String.join(
                ".*",
                List.of(text.split(LEFT_OUT, -1)).stream().map(Pattern::quote).toList());
    }

    /// Columns are as wide as what stands in them.
    private static String spaced(String line) {
        return line.stripTrailing().replaceAll("(?<=\\S) {2,}", "  ");
    }
}
