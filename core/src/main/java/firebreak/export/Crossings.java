package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.clock.Testimony;
import firebreak.note.View;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which notes crossed: two notes of one channel and of different authors, neither of whose release views holds
/// the other's leaf (DESIGN 5, 'Derived words').
final class Crossings {
    private final Map<ChannelId, Map<Origin, List<Testimony.Heard>>> byRecord = new TreeMap<>();

    Crossings(List<Testimony.Heard> notes) {
        for (Testimony.Heard note : notes) {
            byRecord.computeIfAbsent(note.channel(), channel -> new TreeMap<>())
                    .computeIfAbsent(note.leaf().origin(), origin -> new ArrayList<>())
                    .add(note);
        }
        byRecord.values()
                .forEach(records -> records.values()
                        .forEach(list -> list.sort(
                                Comparator.comparingLong(note -> note.leaf().index()))));
    }

    record Pair(Testimony.Heard one, Testimony.Heard other) {}

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (Map<Origin, List<Testimony.Heard>> channel : byRecord.values()) {
            List<List<Testimony.Heard>> records = new ArrayList<>(channel.values());
            for (int one = 0; one < records.size(); one++) {
                for (int other = one + 1; other < records.size(); other++) {
                    between(records.get(one), records.get(other), pairs);
                }
            }
        }
        return pairs;
    }

    /// Views of honest authors grow, so the notes that one has not seen are a run; `leastSeen` tells where a run
    /// can end even if a view has shrunk.
    private static void between(List<Testimony.Heard> ones, List<Testimony.Heard> others, List<Pair> pairs) {
        Origin origin = ones.getFirst().leaf().origin();
        long[] leastSeen = leastSeenFrom(others, origin);
        for (Testimony.Heard one : ones) {
            int first = firstUnseen(
                    others, seen(one.view(), others.getFirst().leaf().origin()));
            for (int i = first; i < others.size() && leastSeen[i] <= one.leaf().index(); i++) {
                Testimony.Heard other = others.get(i);
                boolean sameAuthor = one.authors().stream().anyMatch(other.authors()::contains);
                if (!sameAuthor && !other.view().holds(one.leaf())) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
    }

    private static int firstUnseen(List<Testimony.Heard> notes, long seen) {
        int low = 0;
        int high = notes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (notes.get(middle).leaf().index() < seen) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long[] leastSeenFrom(List<Testimony.Heard> notes, Origin origin) {
        long[] least = new long[notes.size()];
        long smallest = Long.MAX_VALUE;
        for (int i = notes.size() - 1; i >= 0; i--) {
            smallest = Math.min(smallest, seen(notes.get(i).view(), origin));
            least[i] = smallest;
        }
        return least;
    }

    private static long seen(View view, Origin origin) {
        return view.of(origin).map(View.Seen::size).orElse(0L);
    }
}
