package firebreak.node.serve;

import firebreak.charter.PostCode;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The officers of one post at their running node: one drafts, another releases, and the console.
final class Desk {
    static final String DRAFTER = "drafter";
    static final String RELEASER = "releaser";

    private final PostCode post;
    final Clerk drafter;
    final Clerk releaser;
    final Clerk console;

    private Desk(PostCode post, Clerk drafter, Clerk releaser, Clerk console) {
        this.post = post;
        this.drafter = drafter;
        this.releaser = releaser;
        this.console = console;
    }

    /// Signs both officers in and unlocks the post.
    static Desk open(Home home, int apiPort, PostCode post) throws IOException, FormatException {
        Desk desk = locked(home, apiPort, post);
        desk.unlock();
        return desk;
    }

    static Desk locked(Home home, int apiPort, PostCode post) throws IOException, FormatException {
        return new Desk(
                post,
                Clerk.signIn(apiPort, DRAFTER, Parties.PASSWORD),
                Clerk.signIn(apiPort, RELEASER, Parties.PASSWORD),
                new Clerk(apiPort, home.consoleToken().orElseThrow()));
    }

    void unlock() throws IOException {
        releaser.post(
                        "/v1/posts/unlock",
                        Json.object()
                                .with("post", post.value())
                                .with("passphrase", Parties.PASSPHRASE)
                                .build())
                .good();
    }

    /// A draft of free text.
    String draft(String channel, String text) throws IOException {
        return draft(channel, freeText(text));
    }

    static Json freeText(String text) {
        return Json.object()
                .with("form", "free-text")
                .with("action", Json.strings(List.of()))
                .with("fields", fields(text))
                .build();
    }

    static Json fields(String text) {
        return Json.object().with("subject", "trial").with("text", text).build();
    }

    String draft(String channel, Json content) throws IOException {
        return Clerk.text(askForDraft(channel, content).good().json(), "draft");
    }

    /// Perhaps refused.
    Clerk.Answer askForDraft(String channel, Json content) throws IOException {
        return drafter.post(
                "/v1/drafts",
                Json.object()
                        .with("channel", channel)
                        .with("post", post.value())
                        .with("content", content)
                        .build());
    }

    /// The drafts of exactly this text that wait for release.
    List<String> drafts(String text) throws IOException {
        return Clerk.list(drafter.get("/v1/drafts").good().json(), "drafts").stream()
                .filter(draft -> Clerk.text(Clerk.member(Clerk.member(draft, "content"), "fields"), "text")
                        .equals(text))
                .map(draft -> Clerk.text(draft, "id"))
                .toList();
    }

    Clerk.Answer release(String draft) throws IOException {
        return releaser.post("/v1/drafts/" + draft + "/release", Json.object().build());
    }

    /// Drafts and releases a note; answers with its reference once it is recorded.
    String say(String channel, String text) throws IOException {
        return Clerk.text(release(draft(channel, text)).good().json(), "reference");
    }

    /// Drafts and releases an answer to a note.
    String answer(String channel, String form, String reference, String text) throws IOException {
        Json content = Json.object()
                .with("form", form)
                .with("answers", reference)
                .with("fields", fields(text))
                .build();
        return Clerk.text(release(draft(channel, content)).good().json(), "reference");
    }

    void mark(String act, String reference) throws IOException {
        releaser.post(
                        "/v1/note/" + act,
                        Json.object()
                                .with("reference", reference)
                                .with("post", post.value())
                                .build())
                .good();
    }

    Optional<Json> note(String reference) throws IOException {
        Clerk.Answer answer = releaser.get("/v1/note?reference=" + Clerk.encode(reference));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.good().json());
    }

    /// Waits until the note was opened here.
    Json arrived(String reference) {
        return Until.found("the note " + reference, () -> note(reference));
    }

    /// Waits until a note has this rung on its ladder.
    Json climbed(String reference, String rung) {
        return Until.found(
                reference + " " + rung,
                () -> note(reference).filter(note -> !Clerk.list(note, rung).isEmpty()));
    }

    /// All texts that can be read in a channel, the newest first.
    List<String> texts(String channel) throws IOException {
        Json answer = releaser.get("/v1/notes?limit=1000&channel=" + Clerk.encode(channel))
                .good()
                .json();
        return Clerk.list(answer, "notes").stream()
                .map(note -> Clerk.text(note, "text"))
                .toList();
    }

    /// The held items: `leaf: reason`.
    List<String> held() throws IOException {
        return Clerk.list(releaser.get("/v1/held").good().json(), "held").stream()
                .map(item -> Clerk.text(item, "leaf") + ": " + Clerk.text(item, "reason"))
                .toList();
    }

    /// Waits until nothing is held: a leaf that came before its elders is, for a moment.
    void holdsNothing() {
        Until.so("nothing is held", () -> held().isEmpty());
    }

    Json status() throws IOException {
        return releaser.get("/v1/status").good().json();
    }

    Json channel(String label) throws IOException {
        return Clerk.list(status(), "channels").stream()
                .filter(channel -> Clerk.text(channel, "label").equals(label))
                .findFirst()
                .orElseThrow();
    }
}
