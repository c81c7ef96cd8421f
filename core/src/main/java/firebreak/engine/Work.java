package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.Optional;

/// A statement on its way into the own record: its payload is stored, and it waits for its signature and
/// envelope. Re-issued after a crash; its leaf is appended once, because the work is gone with the leaf.
///
/// @param signer the post that signs; absent for the node
/// @param salt drawn when the work began, sealed with the signed object
/// @param payload the hash of the stored payload
/// @param draft the stored draft it was released from, which goes when the leaf comes
/// @param request whom to tell when it is done; 0 for nobody, forgotten over a restart
record Work(
        long id,
        ChannelId channel,
        Optional<PostCode> signer,
        Bytes salt,
        Hash payload,
        Optional<String> draft,
        long request) {
    static final long NOBODY = 0;

    Work with(Hash otherPayload) {
        return new Work(id, channel, signer, salt, otherPayload, draft, request);
    }

    Work askedBy(long other) {
        return new Work(id, channel, signer, salt, payload, draft, other);
    }

    String key() {
        return Keys.number(id);
    }

    Json toJson() {
        return Json.object()
                .with("id", id)
                .with("channel", channel.hash())
                .with("signer", signer.map(PostCode::value).orElse(null))
                .with("salt", salt.base64Url())
                .with("payload", payload)
                .with("draft", draft.orElse(null))
                .build();
    }

    static Work read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Work work = new Work(
                fields.integer("id"),
                fields.required("channel", ChannelId::read),
                fields.optional("signer", PostCode::read),
                Bytes.parseBase64Url(place + ".salt", fields.string("salt")),
                fields.hash("payload"),
                fields.optional("draft", Fields::asString),
                NOBODY);
        fields.done();
        return work;
    }
}
