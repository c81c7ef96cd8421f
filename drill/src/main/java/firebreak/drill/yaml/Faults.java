package firebreak.drill.yaml;

import java.util.ArrayList;
import java.util.List;

/// Collects the faults of one reading, in the order they are found. Owned by one reading, never shared.
public final class Faults {
    /// Beyond this many the rest is counted, not kept: one misplaced event can put every later one at fault.
    public static final int MAX_KEPT = 20_000;

    private final List<Fault> kept = new ArrayList<>();
    private long total;

    public void add(Place place, String subject, String field, String found, String expected) {
        add(new Fault(place, subject, field, found, expected));
    }

    public void add(Fault fault) {
        total++;
        if (kept.size() < MAX_KEPT) {
            kept.add(fault);
        }
    }

    public boolean isEmpty() {
        return total == 0;
    }

    /// All that were kept; when some were not, one more says how many.
    public List<Fault> list() {
        if (total == kept.size()) {
            return List.copyOf(kept);
        }
        List<Fault> all = new ArrayList<>(kept);
        all.add(new Fault(
                Place.of(kept.getFirst().place().file()),
                Fault.WHOLE_FILE,
                Fault.NO_FIELD,
                (total - kept.size()) + " further faults",
                "the faults above to be mended first"));
        return List.copyOf(all);
    }
}
