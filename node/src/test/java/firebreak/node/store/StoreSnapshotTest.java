package firebreak.node.store;

import static firebreak.node.store.StoreWorld.fresh;
import static firebreak.node.store.StoreWorld.put;
import static firebreak.node.store.StoreWorld.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.engine.StoreException;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.identity.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSnapshotTest {
    @TempDir
    private Path folder;

    private StoreSnapshot snapshot() throws StoreException {
        try (Secret key = StoreWorld.key(1)) {
            return StoreSnapshot.open(folder, key, new Random(1));
        }
    }

    @Test
    void a_snapshot_reads_beside_the_open_store_and_stays_as_it_was() throws StoreException {
        try (SqliteStore store = fresh(folder)) {
            store.commit(List.of(put(Table.NOTE, "a", "one")));
            try (StoreSnapshot before = snapshot()) {
                assertThat(before.get(Table.NOTE, "a")).contains(value("one"));
                store.commit(List.of(put(Table.NOTE, "a", "two"), put(Table.NOTE, "b", "new")));
                assertThat(before.get(Table.NOTE, "a")).contains(value("one"));
                assertThat(before.range(Table.NOTE, "", "~~", 10))
                        .containsExactly(new StoreView.Entry("a", value("one")));
            }
            try (StoreSnapshot after = snapshot()) {
                assertThat(after.get(Table.NOTE, "b")).contains(value("new"));
            }
        }
    }

    @Test
    void a_snapshot_of_a_closed_store_is_read_as_well() throws StoreException {
        try (SqliteStore store = fresh(folder)) {
            store.commit(List.of(put(Table.NOTE, "a", "one")));
        }
        try (StoreSnapshot snapshot = snapshot()) {
            assertThat(snapshot.get(Table.NOTE, "a")).contains(value("one"));
        }
    }

    @Test
    void no_store_and_another_key_are_told() throws StoreException {
        assertThatThrownBy(this::snapshot).hasMessageContaining("there is no store");
        fresh(folder).close();
        try (Secret other = Secret.wrap(new byte[32])) {
            assertThatThrownBy(() -> StoreSnapshot.open(folder, other, new Random(1)))
                    .hasMessageContaining("another store key");
        }
    }
}
