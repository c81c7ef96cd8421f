package firebreak.bench.measure;

import firebreak.encoding.Json;
import java.util.Arrays;
import java.util.Collection;

/// Times of one thing done many times, in nanoseconds.
public final class Samples {
    private static final double NANOS_PER_MS = 1e6;

    private final long[] sorted;

    private Samples(long[] sorted) {
        this.sorted = sorted;
    }

    /// @param nanos at least one
    public static Samples of(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    /// How many were taken.
    public int count() {
        return sorted.length;
    }

    /// The smallest time that at least this share of all reach or stay below (nearest rank).
    ///
    /// @param share above 0, at most 1
    public double ms(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)] / NANOS_PER_MS;
    }

    public double p50() {
        return ms(0.50);
    }

    public double p99() {
        return ms(0.99);
    }

    public double worst() {
        return ms(1);
    }

    public Json toJson() {
        return Json.object()
                .with("count", sorted.length)
                .with("p50Ms", Figure.json(p50()))
                .with("p99Ms", Figure.json(p99()))
                .with("worstMs", Figure.json(worst()))
                .build();
    }
}
