package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.record.IndexRanges.Range;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexRangesTest {
    private static final int TOP = 64;

    @Test
    void it_is_the_set_of_what_was_put_in() throws FormatException {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            IndexRanges ranges = IndexRanges.EMPTY;
            NavigableSet<Long> set = new TreeSet<>();
            for (int step = 0; step < 60; step++) {
                Range added = draw(random);
                ranges = added.first() == added.last() ? ranges.with(added.first()) : ranges.with(added);
                LongStream.rangeClosed(added.first(), added.last()).forEach(set::add);
                assertSame(ranges, set, "seed " + seed + " step " + step);
            }
        }
    }

    private static Range draw(Random random) {
        long first = random.nextInt(TOP);
        return new Range(first, random.nextInt(4) > 0 ? first : first + random.nextInt(5));
    }

    private static void assertSame(IndexRanges ranges, NavigableSet<Long> set, String where) throws FormatException {
        long below = TOP + 10;
        assertThat(LongStream.range(0, below).filter(ranges::contains))
                .as(where)
                .containsExactlyElementsOf(set);
        assertThat(ranges.count()).as(where).isEqualTo(set.size());
        assertThat(ranges.end()).as(where).isEqualTo(set.isEmpty() ? 0 : set.last() + 1);
        assertThat(ranges.contiguousEnd())
                .as(where)
                .isEqualTo(LongStream.range(0, below)
                        .filter(i -> !set.contains(i))
                        .findFirst()
                        .orElseThrow());
        for (long end : new long[] {0, 1, TOP / 2, below}) {
            assertThat(ranges.gaps(end).stream().flatMapToLong(gap -> LongStream.rangeClosed(gap.first(), gap.last())))
                    .as("%s gaps below %d", where, end)
                    .containsExactly(LongStream.range(0, end)
                            .filter(i -> !set.contains(i))
                            .boxed()
                            .toArray(Long[]::new));
        }
        assertThat(IndexRanges.read("ranges", ranges.toJson())).as(where).isEqualTo(ranges);
    }

    @Test
    void neighbours_become_one_range() {
        IndexRanges ranges = IndexRanges.EMPTY.with(3).with(5).with(0);
        assertThat(ranges.ranges()).containsExactly(new Range(0, 0), new Range(3, 3), new Range(5, 5));
        assertThat(ranges.with(4).ranges()).containsExactly(new Range(0, 0), new Range(3, 5));
        assertThat(ranges.gaps(7)).containsExactly(new Range(1, 2), new Range(4, 4), new Range(6, 6));
    }

    @Test
    void json_is_first_and_last_of_each_range() {
        IndexRanges ranges = IndexRanges.EMPTY.with(new Range(0, 41)).with(44);
        assertThat(Canonical.write(ranges.toJson())).isEqualTo(Bytes.ofUtf8("[[0,41],[44,44]]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[1,0]]",
                "[[-1,0]]",
                "[[0,1],[2,3]]",
                "[[5,6],[0,1]]",
                "[[0]]",
                "[[0,1,2]]",
                "[0]",
                "{}",
                "[[0,9007199254740991]]"
            })
    void ranges_out_of_form_are_refused(String json) {
        assertThatThrownBy(() -> IndexRanges.read("ranges", Canonical.readLoose("ranges", Bytes.ofUtf8(json), 100)))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void the_last_index_is_one_below_the_largest_size() {
        assertThat(IndexRanges.EMPTY.with(Merkle.MAX_SIZE - 1).end()).isEqualTo(Merkle.MAX_SIZE);
        assertThatThrownBy(() -> IndexRanges.EMPTY.with(Merkle.MAX_SIZE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IndexRanges.EMPTY.with(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void touching_ranges_cannot_be_built() {
        assertThatThrownBy(() -> new IndexRanges(List.of(new Range(0, 1), new Range(2, 2))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
