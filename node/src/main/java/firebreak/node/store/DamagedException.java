package firebreak.node.store;

import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import java.io.UncheckedIOException;

/// A stored value is not what was committed under its key: changed, cut, moved from another key, or unreadable.
/// Other values are not affected. The value can be put again once it has been fetched from a mirror.
public final class DamagedException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    DamagedException(Place place, String finding, Throwable cause) {
        super(new StoreException(Outcome.UNCHANGED, "stored value " + place + " is damaged: " + finding, cause));
        this.place = place;
    }

    /// Which value.
    public Place place() {
        return place;
    }
}
