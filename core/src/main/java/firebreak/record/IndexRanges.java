package firebreak.record;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;

/// An immutable set of indexes kept as ranges: what has arrived of a record, so that a gap is seen at once and a
/// long record costs no more than its gaps. In JSON `[[0,41],[44,44]]`, first and last of each range.
///
/// @param ranges ascending, neither overlapping nor touching
public record IndexRanges(List<Range> ranges) {
    public static final IndexRanges EMPTY = new IndexRanges(List.of());

    /// All indexes from `first` to `last`, both included.
    public record Range(long first, long last) {
        public Range {
            if (first < 0 || last < first || last >= Merkle.MAX_SIZE) {
                throw new IllegalArgumentException("no range of indexes goes from " + first + " to " + last);
            }
        }

        private boolean contains(long index) {
            return first <= index && index <= last;
        }
    }

    public IndexRanges {
        ranges = List.copyOf(ranges);
        if (!ascending(ranges)) {
            throw new IllegalArgumentException("ranges must ascend and leave a gap between each other");
        }
    }

    private static boolean ascending(List<Range> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last() + 1) {
                return false;
            }
        }
        return true;
    }

    public IndexRanges with(long index) {
        return with(new Range(index, index));
    }

    public IndexRanges with(Range added) {
        List<Range> merged = new ArrayList<>(ranges.size() + 1);
        Range joined = added;
        for (Range range : ranges) {
            if (range.last() + 1 < joined.first()) {
                merged.add(range);
            } else if (joined.last() + 1 < range.first()) {
                merged.add(joined);
                joined = range;
            } else {
                joined = new Range(Math.min(range.first(), joined.first()), Math.max(range.last(), joined.last()));
            }
        }
        merged.add(joined);
        return new IndexRanges(merged);
    }

    public IndexRanges without(long index) {
        if (!contains(index)) {
            return this;
        }
        List<Range> left = new ArrayList<>(ranges.size() + 1);
        for (Range range : ranges) {
            if (!range.contains(index)) {
                left.add(range);
                continue;
            }
            if (range.first() < index) {
                left.add(new Range(range.first(), index - 1));
            }
            if (index < range.last()) {
                left.add(new Range(index + 1, range.last()));
            }
        }
        return new IndexRanges(left);
    }

    public boolean contains(long index) {
        return ranges.stream().anyMatch(range -> range.contains(index));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// How many indexes are in the set.
    public long count() {
        return ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }

    /// How many of its indexes are below one.
    public long countBelow(long index) {
        return ranges.stream()
                .filter(range -> range.first() < index)
                .mapToLong(range -> Math.min(range.last(), index - 1) - range.first() + 1)
                .sum();
    }

    /// One more than the highest index, or 0 for the empty set.
    public long end() {
        return ranges.isEmpty() ? 0 : ranges.getLast().last() + 1;
    }

    /// The first index from 0 that is missing: everything below it is here.
    public long contiguousEnd() {
        return contains(0) ? ranges.getFirst().last() + 1 : 0;
    }

    /// What is missing below an index, ascending.
    public List<Range> gaps(long below) {
        List<Range> gaps = new ArrayList<>();
        long expected = 0;
        for (Range range : ranges) {
            if (range.first() >= below) {
                break;
            }
            if (expected < range.first()) {
                gaps.add(new Range(expected, range.first() - 1));
            }
            expected = range.last() + 1;
        }
        if (expected < below) {
            gaps.add(new Range(expected, below - 1));
        }
        return List.copyOf(gaps);
    }

    public Json toJson() {
        return Json.list(ranges, range -> new Json.Arr(List.of(Json.of(range.first()), Json.of(range.last()))));
    }

    public static IndexRanges read(String place, Json json) throws FormatException {
        List<Range> ranges = Fields.asList(place, json, IndexRanges::readRange);
        if (!ascending(ranges)) {
            throw new FormatException(place, "expected ranges that ascend and leave a gap between each other");
        }
        return new IndexRanges(ranges);
    }

    private static Range readRange(String place, Json json) throws FormatException {
        List<Long> ends = Fields.asList(place, json, Fields::asInteger);
        if (ends.size() != 2 || ends.get(0) < 0 || ends.get(1) < ends.get(0) || ends.get(1) >= Merkle.MAX_SIZE) {
            throw new FormatException(place, "expected the first and the last index of a range");
        }
        return new Range(ends.get(0), ends.get(1));
    }
}
