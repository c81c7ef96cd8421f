package firebreak.bench.nodes;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.nodes.Answer;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The officers of one party at their node, over one connection: one drafts, another releases and acknowledges.
/// Used by one thread at a time; [#another] gives a second one.
public final class Desk implements AutoCloseable {
    /// What a note says: its text, and its source where not empty.
    public record Words(String text, String source) {
        /// So many bytes in as few characters as the form takes: as text what fits there, the rest as source.
        public static Words of(int bytes) {
            String text = filled(bytes, MOST_CHARS);
            return new Words(text, filled(bytes - text.getBytes(StandardCharsets.UTF_8).length, MOST_SOURCE));
        }

        /// Characters of four bytes only where those of one would be too many; at most as many bytes as asked for.
        private static String filled(int bytes, int most) {
            int wide = Math.clamp(Math.ceilDiv(bytes - most, 3), 0, most);
            wide = 4 * wide > bytes ? wide - 1 : wide;
            return WIDE.repeat(wide) + "x".repeat(Math.min(bytes - 4 * wide, most - wide));
        }
    }

    /// Most characters that the form takes as text, and as source.
    private static final int MOST_CHARS = 16_000;

    private static final int MOST_SOURCE = 1_000;
    private static final String WIDE = "\ud83d\udfe6"; // a character of four bytes in UTF-8

    static final String DRAFTER = "drafter";
    static final String RELEASER = "releaser";
    private static final int SECONDS = 60;

    private final PartyCode party;
    private final PostCode post;
    private final int port;
    private final Http http;
    private final String drafter;
    private final String releaser;

    private Desk(PartyCode party, PostCode post, int port, Http http, String drafter, String releaser) {
        this.party = party;
        this.post = post;
        this.port = port;
        this.http = http;
        this.drafter = drafter;
        this.releaser = releaser;
    }

    static Desk signIn(PartyCode party, PostCode post, int port, String password) throws IOException {
        Http http = new Http(port);
        return new Desk(party, post, port, http, token(http, DRAFTER, password), token(http, RELEASER, password));
    }

    private static String token(Http http, String officer, String password) throws IOException {
        Json asked = Json.object()
                .with("officer", officer)
                .with("password", password)
                .build();
        return Answer.text(http.ask("POST", "/v1/sign-in", "", Canonical.write(asked)), "token");
    }

    /// The same officers over a connection of their own.
    public Desk another() throws IOException {
        return new Desk(party, post, port, new Http(port), drafter, releaser);
    }

    void unlock(String passphrase) throws IOException {
        post(
                releaser,
                "/v1/posts/unlock",
                Json.object()
                        .with("post", post.value())
                        .with("passphrase", passphrase)
                        .build());
    }

    /// Drafts a note in the form `free-text`.
    ///
    /// @return the draft's name
    public String draft(String channel, Words words) throws IOException {
        Json content = Json.object()
                .with("form", "free-text")
                .with(
                        "fields",
                        Json.object()
                                .with("subject", "A measured note")
                                .with("text", words.text())
                                .with("source", words.source().isEmpty() ? null : words.source())
                                .build())
                .build();
        Json draft = post(
                drafter,
                "/v1/drafts",
                Json.object()
                        .with("channel", channel)
                        .with("post", post.value())
                        .with("content", content)
                        .build());
        return Answer.text(draft, "draft");
    }

    /// Releases a draft; returns when the note is recorded.
    ///
    /// @return its reference
    public String release(String draft) throws IOException {
        return Answer.text(
                post(releaser, "/v1/drafts/" + draft + "/release", Json.object().build()), "reference");
    }

    /// Waits until the note has this rung here.
    ///
    /// @param rung such as `delivered`
    /// @throws IOException when it does not within a minute
    public void await(String reference, String rung) throws IOException {
        String target = "/v1/note?reference=" + URLEncoder.encode(reference, StandardCharsets.UTF_8) + "&until=" + rung
                + "&seconds=" + SECONDS;
        if (Answer.list(http.ask("GET", target, releaser, Bytes.EMPTY), rung).isEmpty()) {
            throw new IOException("the note " + reference + " was not " + rung + " within " + SECONDS + " s");
        }
    }

    /// How many parties the note says have taken it.
    public int delivered(String reference) throws IOException {
        return Answer.list(note(reference), "delivered").size();
    }

    /// The newest notes, as a list shows them.
    public Json newest(int limit) throws IOException {
        return http.ask("GET", "/v1/notes?limit=" + limit, releaser, Bytes.EMPTY);
    }

    /// The note as this node has it.
    public Json note(String reference) throws IOException {
        return http.ask(
                "GET",
                "/v1/note?reference=" + URLEncoder.encode(reference, StandardCharsets.UTF_8),
                releaser,
                Bytes.EMPTY);
    }

    public void acknowledge(String reference) throws IOException {
        post(
                releaser,
                "/v1/note/acknowledge",
                Json.object()
                        .with("reference", reference)
                        .with("post", post.value())
                        .build());
    }

    /// What the node says of itself.
    public Json status() throws IOException {
        return http.ask("GET", "/v1/status", releaser, Bytes.EMPTY);
    }

    private Json post(String token, String target, Json body) throws IOException {
        return http.ask("POST", target, token, Canonical.write(body));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
