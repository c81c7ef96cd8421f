package firebreak.projection;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// That one party has taken one step about one leaf, as a statement in a record says.
///
/// @param post absent where the party's node spoke
/// @param at as its author claims
/// @param by the leaf of the statement
/// @param of the leaf hash that the statement names; where it is not the note's, the statement is about another
/// @param reason present for held
public record Mark(
        Rung rung, PartyCode party, Optional<PostCode> post, Instant at, LeafRef by, Hash of, Optional<String> reason) {
    static final Comparator<Mark> BY_TIME =
            Comparator.comparing(Mark::at).thenComparing(Mark::by).thenComparing(Mark::of);

    /// The order in which a ladder lists its marks.
    static final Comparator<Mark> LISTED = Comparator.comparing(Mark::rung)
            .thenComparing(Mark::party)
            .thenComparing(mark -> mark.post().map(PostCode::value).orElse(""));

    /// Whether both are the same step of the same party and post, so that one of them is kept.
    boolean sameStep(Mark other) {
        return LISTED.compare(this, other) == 0;
    }

    /// The one of two same steps that is kept; the same one in whatever order they come.
    Mark kept(Mark other) {
        boolean first = BY_TIME.compare(this, other) <= 0;
        return switch (rung.keep()) {
            case FIRST -> first ? this : other;
            case LAST -> first ? other : this;
        };
    }

    Json toJson() {
        return Json.object()
                .with("rung", rung.word())
                .with("party", party.value())
                .with("post", post.map(PostCode::value).orElse(null))
                .with("at", at)
                .with("by", by.toJson())
                .with("of", of)
                .with("reason", reason.orElse(null))
                .build();
    }

    static Mark read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Mark mark = new Mark(
                Rung.parse(place + ".rung", fields.string("rung")),
                fields.required("party", PartyCode::read),
                fields.optional("post", PostCode::read),
                fields.time("at"),
                fields.required("by", LeafRef::read),
                fields.hash("of"),
                fields.optional("reason", Fields::asString));
        fields.done();
        return mark;
    }
}
