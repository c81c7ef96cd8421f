package firebreak.node.store;

import static firebreak.node.store.StoreWorld.RANDOM;
import static firebreak.node.store.StoreWorld.key;
import static firebreak.node.store.StoreWorld.put;
import static firebreak.node.store.StoreWorld.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.engine.StoreException;
import firebreak.engine.Table;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {
    @TempDir
    private Path folder;

    private static Schema with(Schema.Step... further) {
        List<Schema.Step> steps = new ArrayList<>(Schema.STEPS);
        steps.addAll(List.of(further));
        return new Schema(steps);
    }

    private Opening opening(Schema schema) {
        return new Opening(folder, key(1), RANDOM, schema);
    }

    @Test
    void every_table_of_the_port_is_there() throws StoreException {
        try (SqliteStore store = opening(Schema.CURRENT).create()) {
            for (Table table : Table.values()) {
                store.commit(List.of(put(table, "k", table.name())));
                assertThat(store.get(table, "k")).contains(value(table.name()));
            }
        }
    }

    @Test
    void an_older_store_is_brought_forward_with_its_content_each_step_once() throws StoreException {
        List<String> taken = new ArrayList<>();
        Schema newer = with(session -> taken.add("second"), session -> taken.add("third"));
        try (SqliteStore store = opening(Schema.CURRENT).create()) {
            store.commit(List.of(put(Table.NOTE, "k", "v")));
        }
        for (int i = 0; i < 2; i++) {
            try (SqliteStore store = opening(newer).open()) {
                assertThat(store.get(Table.NOTE, "k")).contains(value("v"));
            }
        }
        assertThat(taken).containsExactly("second", "third");
    }

    @Test
    void a_store_of_a_newer_version_is_refused_by_an_older_program() throws StoreException {
        opening(with(session -> session.run("CREATE TABLE later (x)"))).create().close();
        assertThatThrownBy(() -> opening(Schema.CURRENT).open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a newer Firebreak wrote it (version 3, this one knows 2)");
    }

    @Test
    void a_step_that_fails_leaves_the_store_at_its_old_version() throws StoreException {
        opening(Schema.CURRENT).create().close();
        Schema failing = with(session -> session.run("CREATE TABLE half (x)"), session -> {
            throw new SQLException("no");
        });
        assertThatThrownBy(() -> opening(failing).open()).isInstanceOf(StoreException.class);
        opening(with(session -> session.run("CREATE TABLE half (x)"))).open().close();
    }
}
