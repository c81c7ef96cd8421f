package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the high-water file says at a start (DESIGN 5, 'Continuation'): which own records have let something out,
/// and how much at most. It lies outside the home, so it does not turn back when the home does.
///
/// @param whole whether it names every record that ever let something out. Not so once a file was missing or damaged:
///     of a channel that it does not name nothing is known, until the other members are asked
public record HighWater(boolean whole, List<Mark> marks) {
    /// A node that has let nothing out.
    public static final HighWater NEW = new HighWater(true, List.of());

    /// The file was missing or damaged.
    public static final HighWater LOST = new HighWater(false, List.of());

    /// One own record.
    ///
    /// @param generation its place in the chain of successors, from 0
    /// @param size the greatest size of a checkpoint that may have left
    public record Mark(ChannelId channel, Origin origin, int generation, long size) {
        public Mark {
            if (generation < 0 || size < 0) {
                throw new IllegalArgumentException("generation and size are not negative");
            }
        }
    }

    public HighWater {
        marks = List.copyOf(marks);
    }

    HighWater with(Mark more) {
        List<Mark> all = new ArrayList<>(marks);
        all.removeIf(mark -> mark.origin().equals(more.origin()));
        all.add(more);
        return new HighWater(whole, all);
    }

    /// The newest record of a channel that has let something out.
    Optional<Mark> newest(ChannelId channel) {
        return marks.stream()
                .filter(mark -> mark.channel().equals(channel))
                .max(Comparator.comparingInt(Mark::generation));
    }
}
