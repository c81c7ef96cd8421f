package firebreak.line;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Whether the other end answers.
public sealed interface Condition {
    /// When the condition began or was last shown, by this node's clock.
    Instant since();

    /// @param since when the newest test that the other end answered was sent: it was there then or later
    record Answering(Instant since) implements Condition {}

    /// Three tests in a row went unanswered.
    ///
    /// @param since when the last test that was answered was sent; if none ever was, when testing began
    record Silent(Instant since) implements Condition {}

    /// Not yet answered, and not yet long enough to say silent.
    ///
    /// @param since when testing began
    record Unknown(Instant since) implements Condition {}

    /// Several lines to one party as one: it answers if any of its posts does, and is silent only if none may
    /// still answer. Nothing comes of no lines.
    static Optional<Condition> together(Collection<Condition> lines) {
        return lines.stream().max(Comparator.comparingInt(Condition::rank).thenComparing(Condition::since));
    }

    private static int rank(Condition condition) {
        return switch (condition) {
            case Silent _ -> 0;
            case Unknown _ -> 1;
            case Answering _ -> 2;
        };
    }
}
