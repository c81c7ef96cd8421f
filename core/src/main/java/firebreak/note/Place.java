package firebreak.note;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.Optional;

/// Where a statement belongs. Every signed payload carries it, and a statement found elsewhere is held:
/// nobody can re-seal it under another charter, channel or mode.
///
/// @param charter the charter version in force for the author, absent in a back channel
/// @param agreement the channel agreement version in force for the author
public record Place(Mode mode, Optional<Hash> charter, ChannelId channel, Hash agreement) {
    Json toJson() {
        return Json.object()
                .with("mode", mode.toJson())
                .with("charter", charter.orElse(null))
                .with("channel", channel.hash())
                .with("agreement", agreement)
                .build();
    }

    static Place read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Place read = new Place(
                fields.required("mode", Mode::read),
                fields.optional("charter", Fields::asHash),
                fields.required("channel", ChannelId::read),
                fields.hash("agreement"));
        fields.done();
        return read;
    }
}
