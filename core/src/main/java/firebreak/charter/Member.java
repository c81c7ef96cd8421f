package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.RecordKeys;
import firebreak.record.Origin;
import java.util.List;

/// One party's place in a channel.
///
/// @param manifest the manifest that was in force when the agreement was drafted; later ones follow by its chain
/// @param origin the party's first record in this channel
/// @param record the keys of its checkpoints
/// @param posts which of its posts speak and read here
public record Member(PartyCode party, Hash manifest, Origin origin, RecordKeys record, List<PostCode> posts) {
    public Member {
        posts = List.copyOf(posts);
    }

    Json toJson() {
        return Json.object()
                .with("party", party.value())
                .with("manifest", manifest)
                .with("origin", origin.text())
                .with("record", record.toJson())
                .with("posts", Json.list(posts, PostCode::toJson))
                .build();
    }

    static Member read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Member member = new Member(
                fields.required("party", PartyCode::read),
                fields.hash("manifest"),
                fields.required("origin", Origin::read),
                fields.required("record", RecordKeys::read),
                Limits.list(fields, "posts", 1, Limits.POSTS, PostCode::read));
        fields.done();
        return member;
    }
}
