package firebreak.clock;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// When something was there at the latest, and how that is known.
///
/// @param proved by witnesses; else it is what somebody says, in a channel that needs none
public record Moment(Instant at, boolean proved) {
    /// Earlier first; of two equal ones the one that is only claimed.
    public static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::proved);

    /// When both had been there. As well known as the lesser known of the two.
    public Moment and(Moment other) {
        return new Moment(at.isAfter(other.at) ? at : other.at, proved && other.proved);
    }

    /// The earlier of two, as far as there are any; of equal ones the first.
    public static Optional<Moment> earlier(Optional<Moment> one, Optional<Moment> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(ORDER);
    }
}
