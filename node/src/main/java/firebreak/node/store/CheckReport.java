package firebreak.node.store;

import java.util.List;

/// The result of reading a whole store.
///
/// @param values how many values were read, damaged ones included
/// @param damages everything found wrong, in the order of the tables and of the keys
public record CheckReport(long values, List<Damage> damages) {
    public CheckReport {
        damages = List.copyOf(damages);
    }

    public boolean sound() {
        return damages.isEmpty();
    }
}
