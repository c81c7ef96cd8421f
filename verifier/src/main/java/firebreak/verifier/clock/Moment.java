package firebreak.verifier.clock;

import java.time.Instant;
import java.util.Comparator;

/// A time, and whether neutrals prove it or somebody only says it. Of two at one time the one that is said comes first.
record Moment(Instant at, boolean proved) implements Comparable<Moment> {
    private static final Comparator<Moment> ORDER =
            Comparator.comparing(Moment::at).thenComparing(Moment::proved);

    static Moment claimed(Instant at) {
        return new Moment(at, false);
    }

    static Moment proved(Instant at) {
        return new Moment(at, true);
    }

    /// When both had come; proved if both are.
    Moment and(Moment other) {
        return new Moment(at.isAfter(other.at) ? at : other.at, proved && other.proved);
    }

    @Override
    public int compareTo(Moment other) {
        return ORDER.compare(this, other);
    }
}
