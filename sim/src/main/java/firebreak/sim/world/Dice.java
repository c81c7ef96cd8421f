package firebreak.sim.world;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/// Chance for one concern, forked from the world's seed by the concern's name: a further draw in one concern
/// leaves the draws of all others as they were.
final class Dice {
    private final long seed;
    private final SplittableRandom random;

    Dice(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    Dice fork(String concern) {
        CRC32 name = new CRC32();
        name.update(concern.getBytes(StandardCharsets.UTF_8));
        return new Dice(new SplittableRandom(seed ^ (name.getValue() * 0x9E3779B97F4A7C15L)).nextLong());
    }

    RandomGenerator generator() {
        return random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// @param most inclusive
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double fraction(double most) {
        return random.nextDouble() * most;
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
