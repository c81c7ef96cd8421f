package firebreak.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a run of the bench is asked for.
///
/// @param quick fewer rounds: figures to look at, not to quote
/// @param notes how many notes the large store holds; 0 leaves that part out
/// @param folder where homes and stores are made; the large store stays there for the next run
/// @param javaOptions for the nodes' Java
record Options(boolean json, boolean quick, int notes, Path folder, Set<Part> parts, List<String> javaOptions) {
    static final int USUAL_NOTES = 100_000;

    /// What `./firebreak serve` gives a node's Java.
    private static final List<String> LAUNCHER = List.of("-XX:+UseParallelGC", "-Xmx512m");

    private static final int QUICK_NOTES = 2_000;
    private static final int MOST_NOTES = 10_000_000;

    /// What can be measured by itself. The floors always are.
    enum Part {
        LINE,
        BYTES,
        SIZES,
        START,
        STORE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Wrong usage, with what was expected.
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message);
        }
    }

    static Options parse(List<String> arguments, Path usualFolder) throws Wrong {
        boolean json = false;
        boolean quick = false;
        int notes = -1;
        Path folder = usualFolder;
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        List<String> javaOptions = LAUNCHER;
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--json" -> json = true;
                case "--quick" -> quick = true;
                case "--notes" -> notes = number(value(arguments, ++i));
                case "--out" -> folder = Path.of(value(arguments, ++i)).toAbsolutePath();
                case "--only" -> parts.add(part(value(arguments, ++i)));
                case "--java" -> javaOptions = List.of(value(arguments, ++i).split(" "));
                default -> throw new Wrong("what is '" + arguments.get(i) + "'?");
            }
        }
        return new Options(
                json,
                quick,
                notes >= 0 ? notes : quick ? QUICK_NOTES : USUAL_NOTES,
                folder,
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts,
                javaOptions);
    }

    private static String value(List<String> arguments, int at) throws Wrong {
        if (at >= arguments.size()) {
            throw new Wrong("expected a value after " + arguments.get(at - 1));
        }
        return arguments.get(at);
    }

    private static int number(String text) throws Wrong {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= MOST_NOTES) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the one refusal below
        }
        throw new Wrong("--notes: expected a number from 0 to " + MOST_NOTES);
    }

    private static Part part(String word) throws Wrong {
        for (Part part : Part.values()) {
            if (part.word().equals(word)) {
                return part;
            }
        }
        throw new Wrong("--only: expected line, bytes, sizes, start or store");
    }

    boolean asks(Part part) {
        return parts.contains(part);
    }

    Duration warm() {
        return quick ? Duration.ofMillis(300) : Duration.ofSeconds(2);
    }

    Duration taking() {
        return quick ? Duration.ofMillis(300) : Duration.ofSeconds(2);
    }

    /// Notes sent before any is timed, so that the nodes' code is compiled.
    int warmUp() {
        return quick ? 1_000 : 20_000;
    }

    int rounds() {
        return quick ? 100 : 500;
    }

    int roundsOfMany() {
        return quick ? 1_000 : 5_000;
    }

    int roundsOfSize() {
        return quick ? 3 : 20;
    }
}
