package firebreak.node.serve;

import static firebreak.node.serve.Parties.FR;
import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.Table;
import firebreak.node.http.Response;
import firebreak.record.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One byte of a node's stored content changed behind its back, while it was stopped.
final class DamagedStoreTest {
    @TempDir
    private Path folder;

    @Test
    void a_damaged_state_keeps_the_node_from_starting_and_says_where_and_what_to_do() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            uk.start().say("line", "before");
            String row = "channel/" + parties.channel("line").hash().hex();
            uk.stop();
            flip(uk, Table.STATE, row);

            for (int i = 0; i < 2; i++) { // the second time nothing of the first is in the way
                assertThatThrownBy(uk::start)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("stored value STATE " + row + " is damaged")
                        .hasMessageContaining("put back a copy of the home")
                        .hasMessageContaining("lease");
            }
            flip(uk, Table.STATE, row);
            assertThat(uk.start().texts("line")).containsExactly("before");
        }
    }

    @Test
    void a_damaged_envelope_is_named_and_does_not_keep_what_lies_beside_it_from_leaving() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            List<String> notes = List.of(
                    uk.start().say("line", "one"),
                    uk.desk().say("line", "two"),
                    uk.desk().say("line", "three"));
            Origin origin = uk.channel(parties.channel("line")).own().origin();
            uk.stop();
            String two = Keys.leaf(origin, 2);
            flip(uk, Table.ENVELOPE, two);

            Desk desk = uk.start();
            Desk ru = parties.at(RU).start();

            ru.arrived(notes.getFirst());
            Until.so("the last leaf is here and a gap is shown", () -> missing(ru) == 1);
            Until.so("the trouble is told", () -> trouble(desk).contains("ENVELOPE " + two + " is damaged"));
            Until.so("it alone waits", () -> Clerk.number(line(desk), "waiting") == 1);
            try (Scribe asking = new Scribe(parties.at(RU), parties.channel("line"))) {
                Response given =
                        asking.gets(uk, "/v1/parcels?origin=" + Clerk.encode(origin.text()) + "&first=0&last=9");
                assertThat(given.status()).isEqualTo(200);
            }

            uk.stop();
            flip(uk, Table.ENVELOPE, two);
            uk.start();
            notes.forEach(ru::arrived);
            ru.holdsNothing();
        }
    }

    @Test
    void a_mirrored_leaf_or_envelope_that_is_damaged_is_fetched_back_and_opened() throws Exception {
        for (Table table : List.of(Table.ENVELOPE, Table.LEAF)) {
            try (Parties parties = Parties.found(folder.resolve(table.name()), UK, RU)) {
                Station uk = parties.at(UK);
                Station ru = parties.at(RU);
                ru.startLocked();
                String note = uk.start().say("line", "one");
                String after = uk.desk().say("line", "two");
                Origin origin = uk.channel(parties.channel("line")).own().origin();
                String last = leaf(uk.desk(), origin, after);
                Until.so("it is here, unopened", () -> stored(ru, Table.LEAF, last));
                String key = leaf(uk.desk(), origin, note);
                uk.stop();
                ru.stop();
                flip(ru, table, key);

                Desk desk = ru.start();

                Until.so("it is told", () -> fetching(desk).equals(List.of(key)));
                if (table == Table.ENVELOPE) { // a leaf might be an adoption, so what follows on it waits
                    desk.arrived(after);
                }
                assertThat(desk.note(note)).isEmpty();
                assertThat(ru.serving().node().loop().hasStopped()).isFalse();
                uk.start();
                desk.arrived(note);
                desk.arrived(after);
                assertThat(stored(ru, table, key)).isTrue();
                Until.so("it is mended", () -> fetching(desk).isEmpty());
                ru.stop();
                assertThat(ru.start().texts("line")).containsExactlyInAnyOrder("one", "two");
            }
        }
    }

    @Test
    void a_leaf_of_the_own_record_that_is_damaged_is_fetched_back_from_a_mirror() throws Exception {
        for (Table table : List.of(Table.ENVELOPE, Table.LEAF)) {
            try (Parties parties = Parties.found(folder.resolve(table.name()), List.of(UK, RU, FR), List.of("line"))) {
                Station uk = parties.at(UK);
                String note = uk.start().say("line", "one");
                parties.at(RU).start().arrived(note);
                Origin origin = uk.channel(parties.channel("line")).own().origin();
                String key = leaf(uk.desk(), origin, note);
                uk.stop();
                flip(uk, table, key);
                uk.start();
                Desk fr = parties.at(FR).start();

                fr.arrived(note);
                Until.so("it is mended", () -> stored(uk, table, key));
                Until.so("nothing waits", () -> fetching(uk.desk()).isEmpty());
                assertThat(uk.desk().say("line", "and goes on")).isNotEmpty();
            }
        }
    }

    private static String leaf(Desk desk, Origin origin, String reference) throws IOException {
        Json note = desk.note(reference).orElseThrow();
        return Keys.leaf(origin, Clerk.number(Clerk.member(note, "leaf"), "index"));
    }

    private static boolean stored(Station station, Table table, String key) {
        try {
            return station.store().get(table, key).isPresent();
        } catch (UncheckedIOException damaged) {
            return false;
        }
    }

    private static List<String> fetching(Desk desk) throws IOException {
        return Clerk.list(Clerk.member(desk.status(), "damaged"), "fetching").stream()
                .map(leaf -> ((Json.Str) leaf).value())
                .toList();
    }

    private static long missing(Desk desk) throws IOException {
        return Clerk.number(Clerk.list(line(desk), "records").getFirst(), "missing");
    }

    private static String trouble(Desk desk) throws IOException {
        return Clerk.text(line(desk), "trouble");
    }

    private static Json line(Desk desk) throws IOException {
        return Clerk.list(desk.channel("line"), "members").getFirst();
    }

    /// Changes one byte of a stored value; a second time changes it back.
    private static void flip(Station station, Table table, String key) throws SQLException {
        String name = table.name().toLowerCase(Locale.ROOT);
        try (Connection file = DriverManager.getConnection("jdbc:sqlite:" + station.home.storeFile())) {
            byte[] value;
            try (PreparedStatement read = file.prepareStatement("SELECT value FROM " + name + " WHERE key = ?")) {
                read.setString(1, key);
                value = read.executeQuery().getBytes(1);
            }
            value[value.length / 2] ^= 1;
            try (PreparedStatement write = file.prepareStatement("UPDATE " + name + " SET value = ? WHERE key = ?")) {
                write.setBytes(1, value);
                write.setString(2, key);
                assertThat(write.executeUpdate()).isEqualTo(1);
            }
        }
    }
}
