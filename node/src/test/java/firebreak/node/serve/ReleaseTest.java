package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.StateRows;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.node.keys.NodeKeys;
import firebreak.node.run.Loop;
import firebreak.node.store.SqliteStore;
import firebreak.note.Content;
import firebreak.note.View;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A release that a crash cuts in two: decided and durable, not yet signed.
final class ReleaseTest {
    private Parties parties;
    private Station uk;

    @BeforeEach
    void found(@TempDir Path folder) throws IOException {
        parties = Parties.found(folder, UK, RU);
        uk = parties.at(UK);
    }

    @AfterEach
    void end() throws IOException {
        parties.close();
    }

    /// A draft as whoever releases it has read it.
    private record Read(Content content, Event.FromDraft from) {
        static Read of(StoreView store, String draft) throws FormatException {
            Bytes stored = store.get(Table.DRAFT, draft).orElseThrow();
            Json row = Canonical.read("draft", stored, 1 << 20);
            return new Read(
                    Content.read("content", Clerk.member(row, "content")), new Event.FromDraft(draft, Hash.of(stored)));
        }
    }

    @Test
    void a_release_cut_off_by_a_crash_becomes_one_note_however_often_it_is_released_again() throws Exception {
        String draft = uk.start().draft("line", "said once");
        uk.stop();
        releaseAndCrash(draft);

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

    @Test
    void a_release_that_has_read_its_draft_too_early_is_refused_once_the_note_stands() throws Exception {
        Desk desk = uk.start();
        String draft = desk.draft("line", "said once");
        Read read = Read.of(uk.store(), draft);
        desk.release(draft).good();

        Effect.Result late = release(uk.serving().node().loop(), read).join();

        assertThat(late).isInstanceOf(Effect.Result.Refused.class);
        assertThat(late.toString()).contains("draft is gone");
        assertThat(desk.texts("line")).containsExactly("said once");
    }

    @Test
    void a_release_of_a_draft_that_was_returned_after_it_was_read_is_refused() throws Exception {
        Desk desk = uk.start();
        String draft = desk.draft("line", "not like this");
        Read read = Read.of(uk.store(), draft);
        desk.releaser.post("/v1/drafts/" + draft + "/return", remark()).good();

        Effect.Result late = release(uk.serving().node().loop(), read).join();

        assertThat(late.toString()).contains("another officer returned the draft just now: look at it again");
        assertThat(desk.texts("line")).isEmpty();
        Clerk.Answer afterwards = desk.release(draft);
        assertThat(afterwards.status()).isEqualTo(409);
        assertThat(afterwards.text()).contains("this draft was returned: not like this; its drafter makes another");
        assertThat(desk.texts("line")).isEmpty();
    }

    @Test
    void of_a_release_and_a_return_or_a_deletion_at_the_same_moment_exactly_one_is_done() throws Exception {
        Desk desk = uk.start();
        for (int i = 0; i < 40; i++) {
            String text = "draft " + i;
            String draft = desk.draft("line", text);
            boolean deletes = i % 2 == 0;
            CompletableFuture<Clerk.Answer> withdrawn =
                    CompletableFuture.supplyAsync(() -> withdraw(desk, draft, deletes));
            Clerk.Answer release = desk.release(draft);
            Clerk.Answer withdrawal = withdrawn.join();

            boolean out = release.status() == 200;
            String both = release.text() + withdrawal.text();
            assertThat(withdrawal.status() / 100 == 2).as(both).isNotEqualTo(out);
            assertThat(desk.texts("line").contains(text)).as(both).isEqualTo(out);
            assertThat(desk.drafts(text)).as(both).hasSize(out || deletes ? 0 : 1);
            assertThat(out ? withdrawal.text() : release.text())
                    .containsAnyOf(
                            "the draft is gone",
                            "there is no draft",
                            "released already",
                            "another officer returned the draft",
                            "this draft was returned");
        }
    }

    private static Clerk.Answer withdraw(Desk desk, String draft, boolean deletes) {
        try {
            return deletes
                    ? desk.drafter.post(
                            "/v1/drafts/" + draft + "/delete", Json.object().build())
                    : desk.releaser.post("/v1/drafts/" + draft + "/return", remark());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Json remark() {
        return Json.object().with("remark", "not like this").build();
    }

    /// The node's own loop on the real store, with hands that never sign: as a crash leaves it right after the commit.
    private void releaseAndCrash(String draft) throws Exception {
        try (NodeKeys keys = Scribe.keys(uk.home.keys(Mode.EXERCISE).node());
                SqliteStore store = SqliteStore.open(uk.home.folder(), keys.store(), new SecureRandom())) {
            Read read = Read.of(store, draft);
            Loop loop = new Loop(StateRows.load(store), store, InstantSource.system(), new SecureRandom());
            loop.start((_, _, _) -> {});
            loop.tell(new Event.PostsUnlocked(Set.of(uk.post)));
            CompletableFuture<Effect.Result> first = release(loop, read);
            CompletableFuture<Effect.Result> second = release(loop, read);
            assertThat(second.join()).isEqualTo(new Effect.Result.Later("this draft is being recorded just now"));
            assertThat(first).isNotDone();
            loop.close();
        }
    }

    private CompletableFuture<Effect.Result> release(Loop loop, Read read) {
        return loop.ask(number -> new Event.ReleaseNote(
                number, parties.channel("line"), uk.post, read.content(), View.NOTHING, Optional.of(read.from())));
    }
}
