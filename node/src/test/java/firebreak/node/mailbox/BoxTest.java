package firebreak.node.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Secret;
import firebreak.node.store.SqliteStore;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept for BB, from the rows of a store.
final class BoxTest {
    private static final Hash CHARTER = Hash.of(Bytes.ofUtf8("charter"));
    private static final PartyCode A = new PartyCode("AA");
    private static final PartyCode B = new PartyCode("BB");
    private static final PartyCode C = new PartyCode("CC");
    private static final String ROW = "kept/" + CHARTER.hex() + "/BB/";
    private static final Origin ORIGIN = Origin.random(new Random(3));
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() throws IOException {
        store = SqliteStore.create(folder, Secret.wrap(new byte[32]), new SecureRandom());
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private void kept(long number, PartyCode from, Instant at, long bytes) throws IOException {
        Json item = Json.object()
                .with("from", from.value())
                .with("at", at)
                .with("origin", ORIGIN.text())
                .with("index", number)
                .with("bytes", bytes)
                .build();
        store.commit(List.of(
                new Write.Put(Table.MAILBOX, ROW + "item/" + Keys.number(number), Canonical.write(item)),
                new Write.Put(Table.MAILBOX, ROW + "parcel/" + Keys.number(number), Bytes.ofUtf8("parcel " + number))));
    }

    private Box box() throws FormatException {
        return Box.load(CHARTER, B, store);
    }

    private static List<Long> numbers(List<Box.Kept> kept) {
        return kept.stream().map(Box.Kept::number).toList();
    }

    @Test
    void one_sender_has_room_for_so_many_parcels_and_so_many_bytes_and_another_for_as_many() throws Exception {
        kept(1, A, NOON, 1_000);
        Box box = box();
        assertThat(box.full(A, Box.MOST_PARCELS - 1, 0)).isEmpty();
        assertThat(box.full(A, Box.MOST_PARCELS, 0))
                .hasValueSatisfying(why -> assertThat(why).contains("no room for more of AA"));
        assertThat(box.full(C, Box.MOST_PARCELS, 0)).isEmpty();
        assertThat(box.full(A, 1, Box.MOST_BYTES - 1_000)).isEmpty();
        assertThat(box.full(A, 1, Box.MOST_BYTES - 999)).isPresent();
        assertThat(box.full(C, 1, Box.MOST_BYTES)).isEmpty();
    }

    @Test
    void an_answer_holds_so_many_and_so_many_bytes_and_at_least_one() throws Exception {
        for (long number = 1; number <= 5; number++) {
            kept(number, A, NOON, 100);
        }
        Box box = box();
        assertThat(numbers(box.after(0, 64, 10_000))).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(numbers(box.after(0, 2, 10_000))).containsExactly(1L, 2L);
        assertThat(numbers(box.after(2, 64, 200))).containsExactly(3L, 4L);
        assertThat(numbers(box.after(2, 64, 1))).containsExactly(3L);
        assertThat(box.after(5, 64, 10_000)).isEmpty();
        assertThat(box.after(1, 1, 1))
                .singleElement()
                .satisfies(kept -> assertThat(kept.parcel()).isEqualTo(Bytes.ofUtf8("parcel 2")));
    }

    @Test
    void what_nobody_takes_for_ninety_days_is_dropped_and_not_before() throws Exception {
        kept(1, A, NOON, 100);
        kept(2, A, NOON.plusSeconds(1), 100);
        Box box = box();
        Duration ninety = Duration.ofDays(90);
        assertThat(box.expired(NOON.plus(ninety))).isEmpty();
        store.commit(box.expired(NOON.plus(ninety).plusSeconds(1)));
        assertThat(numbers(box.after(0, 64, 10_000))).containsExactly(2L);
        assertThat(numbers(box().after(0, 64, 10_000))).as("in the store too").containsExactly(2L);
    }

    @Test
    void what_was_taken_is_gone_up_to_its_number() throws Exception {
        kept(1, A, NOON, 100);
        kept(2, C, NOON, 100);
        kept(3, A, NOON, 100);
        Box box = box();
        store.commit(box.taken(2));
        assertThat(numbers(box.after(0, 64, 10_000))).containsExactly(3L);
        assertThat(numbers(box().after(0, 64, 10_000))).containsExactly(3L);
        assertThat(box.taken(2)).isEmpty();
    }
}
