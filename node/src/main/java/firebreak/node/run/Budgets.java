package firebreak.node.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each payer may still do something: a minute's worth may come at once; what was used grows back evenly.
/// Kept in memory alone: a restart gives everybody a full minute.
public final class Budgets {
    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Map<String, Purse> purses = new HashMap<>();

    private record Purse(double left, long at) {}

    /// @param nanos a clock that only goes forward
    public Budgets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes one off a payer's budget.
    ///
    /// @param payer whose: a member's node, or one in one channel
    /// @return whether there was one left
    public synchronized boolean take(String payer, int perMinute) {
        long now = nanos.getAsLong();
        Purse purse = purses.getOrDefault(payer, new Purse(perMinute, now));
        double grown = purse.left() + (now - purse.at()) / NANOS_PER_MINUTE * perMinute;
        double left = Math.min(perMinute, grown);
        boolean enough = left >= 1;
        purses.put(payer, new Purse(enough ? left - 1 : left, now));
        return enough;
    }
}
