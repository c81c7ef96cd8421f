package firebreak.verifier.export;

import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// Indexes as `[[first,last],…]`, ascending with a gap between each two.
record Ranges(TreeMap<Long, Long> lastByFirst) {
    static Ranges read(String place, Json value) throws Malformed {
        TreeMap<Long, Long> ranges = new TreeMap<>();
        long free = 0;
        for (List<Long> ends : Members.list(place, value, 0, Integer.MAX_VALUE, Ranges::ends)) {
            if (ends.get(0) < free || ends.get(1) < ends.get(0)) {
                throw new Malformed(place, "expected ranges that ascend and leave a gap between each other");
            }
            ranges.put(ends.get(0), ends.get(1));
            free = ends.get(1) + 2;
        }
        return new Ranges(ranges);
    }

    private static List<Long> ends(String place, Json value) throws Malformed {
        return Members.list(place, value, 2, 2, (at, end) -> Members.whole(at, end, 0, Json.MOST - 1));
    }

    boolean contains(long index) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(index);
        return range != null && index <= range.getValue();
    }

    long count() {
        return lastByFirst.entrySet().stream()
                .mapToLong(range -> range.getValue() - range.getKey() + 1)
                .sum();
    }

    /// One more than the greatest.
    long end() {
        return lastByFirst.isEmpty() ? 0 : lastByFirst.lastEntry().getValue() + 1;
    }

    void each(LongConsumer index) {
        lastByFirst.forEach((first, last) -> {
            for (long at = first; at <= last; at++) {
                index.accept(at);
            }
        });
    }
}
