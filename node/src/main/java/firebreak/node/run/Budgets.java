package firebreak.node.run;

import firebreak.charter.ChannelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How many leaves each caller may still bring to each channel. A minute's worth may come at once; what was used
/// grows back evenly. Kept in memory alone: a restart gives everybody a full minute.
final class Budgets {
    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final Map<Payer, Purse> purses = new HashMap<>();

    private record Payer(String caller, ChannelId channel) {}

    private record Purse(double left, long at) {}

    /// @param nanos a clock that only goes forward
    Budgets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /// Takes one leaf off the caller's budget.
    ///
    /// @param perMinute the channel's quota
    /// @return whether there was one left
    synchronized boolean take(String caller, ChannelId channel, int perMinute) {
        long now = nanos.getAsLong();
        Payer payer = new Payer(caller, channel);
        Purse purse = purses.getOrDefault(payer, new Purse(perMinute, now));
        double grown = purse.left() + (now - purse.at()) / NANOS_PER_MINUTE * perMinute;
        double left = Math.min(perMinute, grown);
        boolean enough = left >= 1;
        purses.put(payer, new Purse(enough ? left - 1 : left, now));
        return enough;
    }
}
