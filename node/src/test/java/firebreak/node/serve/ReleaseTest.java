package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.StateRows;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.node.keys.NodeKeys;
import firebreak.node.run.Loop;
import firebreak.node.store.SqliteStore;
import firebreak.note.Content;
import firebreak.note.View;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that a crash cuts in two: decided and durable, not yet signed.
final class ReleaseTest {
    @TempDir
    private Path folder;

    @Test
    void a_release_cut_off_by_a_crash_becomes_one_note_however_often_it_is_released_again() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            String draft = uk.start().draft("line", "said once");
            uk.stop();
            releaseAndCrash(parties, draft);

            Desk desk = uk.startLocked();
            assertThat(desk.release(draft).text()).contains("locked: unlock it first");
            assertThat(desk.releaser
                            .post("/v1/drafts/" + draft + "/return", remark())
                            .text())
                    .contains("waits to be recorded");
            assertThat(Clerk.number(desk.status(), "working")).isEqualTo(1);
            assertThat(desk.texts("line")).isEmpty();

            desk.unlock();
            assertThat(desk.release(draft).status())
                    .as("recorded now, or found to be recorded, or gone while it was looked at")
                    .isIn(200, 404, 409);
            Until.so("it is recorded", () -> !desk.texts("line").isEmpty());
            assertThat(desk.texts("line")).containsExactly("said once");
            assertThat(Clerk.list(desk.drafter.get("/v1/drafts").good().json(), "drafts"))
                    .isEmpty();
            assertThat(Clerk.number(desk.status(), "working")).isZero();
        }
    }

    @Test
    void a_release_that_has_read_its_draft_too_early_is_refused_once_the_note_stands() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk desk = uk.start();
            String draft = desk.draft("line", "said once");
            Content read = content(uk.store(), draft);
            desk.release(draft).good();

            Effect.Result late =
                    release(uk.serving().node().loop(), parties, read, draft).join();

            assertThat(late).isInstanceOf(Effect.Result.Refused.class);
            assertThat(late.toString()).contains("draft is gone");
            assertThat(desk.texts("line")).containsExactly("said once");
        }
    }

    private static Content content(Store store, String draft) throws Exception {
        Json row = Canonical.read("draft", store.get(Table.DRAFT, draft).orElseThrow(), 1 << 20);
        return Content.read("content", Clerk.member(row, "content"));
    }

    private static Json remark() {
        return Json.object().with("remark", "not like this").build();
    }

    /// The node's own loop on the real store, with hands that never sign: as a crash leaves it right after the commit.
    private static void releaseAndCrash(Parties parties, String draft) throws Exception {
        Station uk = parties.at(UK);
        try (NodeKeys keys = Scribe.keys(uk.home.keys(Mode.EXERCISE).node());
                SqliteStore store = SqliteStore.open(uk.home.folder(), keys.store(), new SecureRandom())) {
            Content content = content(store, draft);
            Loop loop = new Loop(StateRows.load(store), store, InstantSource.system(), new SecureRandom());
            loop.start((_, _, _) -> {});
            loop.tell(new Event.PostsUnlocked(Set.of(uk.post)));
            CompletableFuture<Effect.Result> first = release(loop, parties, content, draft);
            CompletableFuture<Effect.Result> second = release(loop, parties, content, draft);
            assertThat(second.join()).isEqualTo(new Effect.Result.Later("this draft is being recorded just now"));
            assertThat(first).isNotDone();
            loop.close();
        }
    }

    private static CompletableFuture<Effect.Result> release(Loop loop, Parties parties, Content content, String draft) {
        return loop.ask(number -> new Event.ReleaseNote(
                number, parties.channel("line"), Parties.post(UK), content, View.NOTHING, Optional.of(draft)));
    }
}
