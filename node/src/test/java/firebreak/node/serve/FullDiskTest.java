package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.node.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose disk has no room left for its store.
final class FullDiskTest {
    private static final int LARGE = 12_000;

    @TempDir
    private Path folder;

    @Test
    void what_a_full_disk_could_not_take_is_taken_once_there_is_room_and_nothing_twice() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "before"));
            limit(uk, Files.size(uk.home.storeFile()) + 200_000);

            List<String> texts = new ArrayList<>(List.of("before"));
            CompletableFuture<Void> officer = CompletableFuture.runAsync(() -> sayMuch(uk));
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> sayMuch(parties.at(RU)));
            Until.so("the disk is full", () -> !takes(uk, "a-trial"));
            assertThat(uk.serving().node().loop().hasStopped()).isFalse();
            limit(uk, 1L << 30);
            officer.join();
            other.join();

            for (int i = 0; i < 12; i++) {
                texts.add(text(uk, i));
                texts.add(text(parties.at(RU), i));
            }
            for (Desk desk : List.of(uk.desk(), ru)) {
                Until.so("all notes", () -> desk.texts("line").size() >= texts.size());
                assertThat(desk.texts("line")).containsExactlyInAnyOrderElementsOf(texts);
            }
            ru.holdsNothing();
            uk.desk().holdsNothing();
        }
    }

    @Test
    void a_node_whose_disk_is_full_can_be_stopped_and_goes_on_when_there_is_room() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk desk = uk.start();
            String first = desk.say("line", "before");
            limit(uk, Files.size(uk.home.storeFile()));
            fill(uk);
            CompletableFuture<Void> officer = CompletableFuture.runAsync(() -> {
                try {
                    desk.draft("line", "nobody was told that this is kept");
                } catch (IOException | AssertionError stopped) {
                    // which is what the officer should see
                }
            });
            uk.stop();
            officer.join();

            Desk again = uk.start();
            String second = again.say("line", "after");
            Desk ru = parties.at(RU).start();
            ru.arrived(first);
            ru.arrived(second);
            assertThat(ru.texts("line")).containsExactlyInAnyOrder("before", "after");
        }
    }

    /// Until the store takes nothing more.
    private static void fill(Station station) {
        for (int i = 0; i < 1_000 && takes(station, "filler-" + i); i++) {
            // the next
        }
    }

    private static void limit(Station station, long bytes) throws IOException {
        ((SqliteStore) station.store()).limit(bytes);
    }

    private static String text(Station station, int number) {
        return station.party + " " + number + " " + "x".repeat(LARGE);
    }

    /// Twelve notes; where the node does not say that a note is recorded, the officer looks for it before another try.
    private static void sayMuch(Station station) {
        for (int i = 0; i < 12; i++) {
            String text = text(station, i);
            Until.so(text.substring(0, 6), () -> {
                Desk desk = station.desk();
                List<String> drafts = desk.drafts(text);
                if (desk.texts("line").contains(text)) {
                    return true;
                }
                if (drafts.isEmpty()) {
                    refusals(desk.askForDraft("line", Desk.freeText(text)));
                    return false;
                }
                return desk.release(drafts.getFirst()).status() == 200;
            });
        }
    }

    /// Nobody waits for the disk: whoever asks is told what is the matter, and whether it may still be done.
    private static void refusals(Clerk.Answer answer) {
        if (answer.status() != 200) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text())
                    .contains("cannot write (no room left for ")
                    .containsPattern("not-now|pending");
        }
    }

    /// Whether the store takes a commit just now.
    private static boolean takes(Station station, String key) {
        try {
            station.store().commit(List.of(new Write.Put(Table.AUDIT, key, Bytes.wrap(new byte[40_000]))));
            return true;
        } catch (StoreException full) {
            return false;
        }
    }
}
