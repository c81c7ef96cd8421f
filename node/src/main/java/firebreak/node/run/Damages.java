package firebreak.node.run;

import firebreak.encoding.FormatException;
import firebreak.engine.Event;
import firebreak.engine.Table;
import firebreak.node.log.Log;
import firebreak.node.store.DamagedException;
import firebreak.node.store.Place;
import firebreak.record.Origin;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Stored values that could not be read as they were committed, whoever came upon them: each is told once in the log,
/// and leaves and envelopes are told to the core, which fetches them back. Any thread may call.
final class Damages {
    private static final Log LOG = Log.of(Damages.class);

    /// Most values that are remembered as told; beyond that the store is to be put back as a whole.
    private static final int MOST = 1_000;

    private final Consumer<Event> tell;
    private final List<Place> found = new ArrayList<>();

    Damages(Consumer<Event> tell) {
        this.tell = tell;
    }

    /// Somebody could not read something.
    void found(UncheckedIOException unreadable) {
        if (!(unreadable instanceof DamagedException damaged)) {
            LOG.fault("the store cannot be read", unreadable);
            return;
        }
        Place place = damaged.place();
        boolean fetched = place.table() == Table.LEAF || place.table() == Table.ENVELOPE;
        if (isNew(place)) {
            LOG.warn(
                    Parcels.reason(damaged),
                    "next",
                    fetched ? "it is fetched from other members" : "put back a copy of the home if it is needed");
        }
        if (fetched) {
            tell(place.key());
        }
    }

    private synchronized boolean isNew(Place place) {
        return !found.contains(place) && found.size() < MOST && found.add(place);
    }

    private void tell(String key) {
        int slash = key.lastIndexOf('/');
        try {
            tell.accept(new Event.DamageFound(
                    Origin.parse("stored key", key.substring(0, slash)), Long.parseLong(key.substring(slash + 1), 16)));
        } catch (FormatException | NumberFormatException foreign) {
            LOG.warn("a stored value has a key that no leaf has", "key", key);
        }
    }

    /// Values that nobody fetches back: bodies, rows of notes, drafts.
    synchronized List<String> lasting() {
        return found.stream()
                .filter(place -> place.table() != Table.LEAF && place.table() != Table.ENVELOPE)
                .map(Place::toString)
                .toList();
    }
}
