package firebreak.node.api;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Content;
import firebreak.note.View;
import java.time.Instant;
import java.util.Optional;

/// A note before its release: made by one officer, to be released or returned by another.
///
/// @param drafted what the node held of the others' records when it was drafted
/// @param remark why it was returned, if it was
record Draft(
        String id,
        ChannelId channel,
        PostCode post,
        Content content,
        String drafter,
        Instant at,
        View drafted,
        Optional<String> remark) {
    static final int MAX_BYTES = 512 * 1024;

    Draft returned(String why) {
        return new Draft(id, channel, post, content, drafter, at, drafted, Optional.of(why));
    }

    Json.Obj toJson() {
        return Json.object()
                .with("id", id)
                .with("channel", channel.toJson())
                .with("post", post.toJson())
                .with("content", content.toJson())
                .with("drafter", drafter)
                .with("at", at)
                .with("drafted", drafted.toJson())
                .with("remark", remark.orElse(null))
                .build();
    }

    static Draft read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Draft draft = new Draft(
                fields.string("id"),
                fields.required("channel", ChannelId::read),
                fields.required("post", PostCode::read),
                fields.required("content", Content::read),
                fields.string("drafter"),
                fields.time("at"),
                fields.required("drafted", View::read),
                fields.optional("remark", Fields::asString));
        fields.done();
        return draft;
    }
}
