package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.PublicPair;
import firebreak.seal.Recipient;
import java.time.Instant;

/// The keys of one post. The signing pair speaks for the post and is unlocked by its officers, never by
/// the node's operator.
///
/// @param title the office in words, for example `Minister of Defence`
/// @param signing for notes, read, acknowledged, replies
/// @param recipient what is said to the post is sealed to this key
/// @param notBefore, notAfter when the keys may be used; 90 days with overlap is usual
public record PostEntry(
        PostCode code,
        String title,
        PublicPair signing,
        Recipient.Hybrid recipient,
        Instant notBefore,
        Instant notAfter) {
    public PostEntry {
        if (!notBefore.isBefore(notAfter)) {
            throw new IllegalArgumentException("a post's keys must be valid for some time");
        }
    }

    /// The first instant counts, the last does not.
    public boolean validAt(Instant time) {
        return !time.isBefore(notBefore) && time.isBefore(notAfter);
    }

    public Json toJson() {
        return Json.object()
                .with("code", code.value())
                .with("title", title)
                .with("signing", signing.toJson())
                .with("recipient", recipient.text())
                .with("notBefore", notBefore)
                .with("notAfter", notAfter)
                .build();
    }

    public static PostEntry read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        PostCode code = fields.required("code", PostCode::read);
        String title = Limits.name(fields, "title");
        PublicPair signing = fields.required("signing", PublicPair::read);
        Recipient.Hybrid recipient = Recipient.Hybrid.parse(place + ".recipient", fields.string("recipient"));
        Instant notBefore = fields.time("notBefore");
        Instant notAfter = fields.time("notAfter");
        fields.done();
        if (!notBefore.isBefore(notAfter)) {
            throw new FormatException(place + ".notAfter", "expected a time after notBefore");
        }
        return new PostEntry(code, title, signing, recipient, notBefore, notAfter);
    }
}
