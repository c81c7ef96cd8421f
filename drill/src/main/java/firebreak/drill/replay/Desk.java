package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.nodes.Answer;
import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The scripted officers of one party at their node: one drafts, another releases, a third watches.
final class Desk {
    static final String DRAFTER = "drafter";
    static final String RELEASER = "releaser";
    static final String WATCH = "watch";

    private final PartyCode party;
    private final Asking console;
    private final Asking drafter;
    private final Asking releaser;
    private final Asking watch;

    private Desk(PartyCode party, Asking console, Asking drafter, Asking releaser, Asking watch) {
        this.party = party;
        this.console = console;
        this.drafter = drafter;
        this.releaser = releaser;
        this.watch = watch;
    }

    static Desk signIn(PartyCode party, Asking console, String password) throws IOException {
        return new Desk(
                party,
                console,
                signedIn(console, DRAFTER, password),
                signedIn(console, RELEASER, password),
                signedIn(console, WATCH, password));
    }

    private static Asking signedIn(Asking console, String officer, String password) throws IOException {
        Json answer = console.as("")
                .post(
                        "/v1/sign-in",
                        Json.object()
                                .with("officer", officer)
                                .with("password", password)
                                .build());
        return console.as(Answer.text(answer, "token"));
    }

    PartyCode party() {
        return party;
    }

    void unlock(PostCode post, String passphrase) throws IOException {
        releaser.post(
                "/v1/posts/unlock",
                Json.object()
                        .with("post", post.value())
                        .with("passphrase", passphrase)
                        .build());
    }

    /// The case's time is this now.
    void setClock(Instant now) throws IOException {
        console.post("/v1/console/clock", Json.object().with("now", now).build());
    }

    /// Drafts and releases a note.
    ///
    /// @return its reference
    String say(String channel, PostCode post, Json content) throws IOException {
        Json draft = drafter.post(
                "/v1/drafts",
                Json.object()
                        .with("channel", channel)
                        .with("post", post.value())
                        .with("content", content)
                        .build());
        Json released = releaser.post(
                "/v1/drafts/" + Answer.text(draft, "draft") + "/release",
                Json.object().build());
        return Answer.text(released, "reference");
    }

    /// Proposes a joint note to its other authors.
    Json propose(String channel, List<PostCode> posts, Json content) throws IOException {
        return drafter.post(
                "/v1/joint/propose",
                Json.object()
                        .with("channel", channel)
                        .with("posts", Json.list(posts, PostCode::toJson))
                        .with("content", content)
                        .build());
    }

    /// Signs a joint note that is under way here.
    void sign(String proposal) throws IOException {
        releaser.post("/v1/joint/sign", Json.object().with("proposal", proposal).build());
    }

    /// Whether a joint note has come here.
    boolean hasProposal(String proposal) throws IOException {
        return proposal(proposal).isPresent();
    }

    /// Whether a joint note is on this node's record.
    boolean hasRecorded(String proposal) throws IOException {
        Optional<Json> found = proposal(proposal);
        return found.isPresent() && Answer.member(found.get(), "recorded").equals(Json.of(true));
    }

    private Optional<Json> proposal(String id) throws IOException {
        for (Json proposal : Answer.list(releaser.get("/v1/joint"), "proposals")) {
            if (Answer.text(proposal, "proposal").equals(id)) {
                return Optional.of(proposal);
            }
        }
        return Optional.empty();
    }

    void read(String reference, PostCode post) throws IOException {
        receipt(reference, post, "read");
    }

    void acknowledge(String reference, PostCode post) throws IOException {
        receipt(reference, post, "acknowledge");
    }

    private void receipt(String reference, PostCode post, String act) throws IOException {
        watch.post(
                "/v1/note/" + act,
                Json.object()
                        .with("reference", reference)
                        .with("post", post.value())
                        .build());
    }

    /// Whether this node has opened the note.
    boolean has(String reference) {
        try {
            watch.get("/v1/note?reference=" + Asking.encode(reference));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// What the node says of itself.
    Json status() throws IOException {
        return console.get("/v1/console/status");
    }
}
