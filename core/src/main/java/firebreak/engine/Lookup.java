package firebreak.engine;

import firebreak.encoding.Bytes;
import java.util.Optional;

/// Reads what is stored, the writes of the steps before included, committed or about to be.
@FunctionalInterface
public interface Lookup {
    Optional<Bytes> get(Table table, String key);
}
