package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// A draft as the node tells it.
///
/// @param channel its hash
/// @param remark why it was returned, if it was
record DraftView(
        String id, String channel, String post, Paper paper, String drafter, Instant at, Optional<String> remark) {
    static DraftView read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return new DraftView(
                fields.string("id"),
                fields.string("channel"),
                fields.string("post"),
                fields.required("content", Paper::read),
                fields.string("drafter"),
                fields.time("at"),
                fields.optional("remark", Fields::asString));
    }

    static Json row(Desk desk, String id) throws Refusal, IOException, FormatException {
        return desk.get(path(id));
    }

    static DraftView one(Desk desk, String id) throws Refusal, IOException, FormatException {
        return read("draft", row(desk, id));
    }

    /// @throws Refusal when no draft can have this id
    static String path(String id) throws Refusal {
        if (!id.matches("[0-9A-Za-z]{1,64}")) {
            throw new Refusal(Exit.USAGE, "expected the id of a draft, as note drafts shows it, not '" + id + "'");
        }
        return "/v1/drafts/" + id;
    }
}
