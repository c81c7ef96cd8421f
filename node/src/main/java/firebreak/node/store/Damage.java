package firebreak.node.store;

import firebreak.engine.Table;

/// One thing that [StoreSnapshot#check] found wrong.
public sealed interface Damage {
    /// One value is not what was committed under its key, or its key is not the one it was committed under.
    record OfValue(Place place, String finding) implements Damage {
        @Override
        public String toString() {
            return place + ": " + finding;
        }
    }

    /// Rows of a table have vanished, appeared, gone back to an older state, or cannot be listed.
    record OfTable(Table table, String finding) implements Damage {
        @Override
        public String toString() {
            return table + ": " + finding;
        }
    }

    /// The database file does not hang together.
    record OfFile(String finding) implements Damage {
        @Override
        public String toString() {
            return "database file: " + finding;
        }
    }
}
