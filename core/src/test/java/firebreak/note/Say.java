package firebreak.note;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Statements to test with: one channel of RU, UK and UA, nothing signed.
public final class Say {
    public static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");
    public static final ChannelId CHANNEL = new ChannelId(hash("agreement"));
    public static final Place PLACE = new Place(Mode.EXERCISE, Optional.of(hash("charter")), CHANNEL, CHANNEL.hash());

    private Say() {}

    public static Hash hash(String text) {
        return Hash.of(Bytes.ofUtf8(text));
    }

    public static Origin origin(String party) {
        return Origin.random(new Random(party.hashCode()));
    }

    /// The leaf at an index of a party's record.
    public static LeafRef leaf(String party, long index) {
        return new LeafRef(origin(party), index, hash(party + " " + index));
    }

    /// @param post a post code such as `RU-MOD`, whose party is before the hyphen, or a bare party for its node
    public static Author author(String post) {
        String party = post.split("-", 2)[0];
        return new Author(
                new PartyCode(party),
                post.equals(party) ? Optional.empty() : Optional.of(new PostCode(post)),
                hash("manifest of " + party),
                origin(party),
                0);
    }

    public static Content content(String form, Optional<LeafRef> answers) {
        return new Content(
                form,
                hash("form " + form),
                List.of(new PostCode("UK-MOD")),
                List.of(),
                List.of(),
                answers,
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                Json.object()
                        .with("subject", "A subject")
                        .with("text", "A text.")
                        .build());
    }

    public static Note note(String reference, Content content, View view, String... posts) {
        return new Note(
                PLACE, Arrays.stream(posts).map(Say::author).toList(), NOON, reference, content, View.NOTHING, view);
    }

    public static Note note(String reference, String... posts) {
        return note(reference, content("free-text", Optional.empty()), View.NOTHING, posts);
    }

    public static Note answer(String form, LeafRef to, String post, Instant at) {
        Note note = note(post + " answers", content(form, Optional.of(to)), View.NOTHING, post);
        return new Note(
                note.place(), note.authors(), at, note.reference(), note.content(), note.drafted(), note.view());
    }

    public static Note amending(Amends.Act act, LeafRef earlier, String post) {
        Content plain = content("free-text", Optional.empty());
        Content amending = new Content(
                plain.form(),
                plain.formHash(),
                plain.action(),
                plain.information(),
                plain.outside(),
                plain.answers(),
                plain.refs(),
                Optional.of(new Amends(act, earlier)),
                plain.precedence(),
                plain.marking(),
                plain.language(),
                plain.fields());
        return note(post + " amends", amending, View.NOTHING, post);
    }

    public static Receipt receipt(Receipt.Kind kind, LeafRef of, String by, Instant at) {
        Optional<String> reason =
                kind == Receipt.Kind.HELD ? Optional.of("it mixes live and exercise") : Optional.empty();
        return new Receipt(PLACE, author(by), at, kind, of, reason, View.NOTHING);
    }

    public static Said said(LeafRef at, Statement statement) {
        return new Said(CHANNEL, at, statement);
    }
}
