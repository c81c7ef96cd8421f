package firebreak.node.store;

import firebreak.engine.Table;

/// Where a value lies in the store.
public record Place(Table table, String key) {
    @Override
    public String toString() {
        return table + " " + key;
    }
}
