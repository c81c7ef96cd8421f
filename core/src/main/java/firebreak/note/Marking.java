package firebreak.note;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.List;

/// How a note is to be handled and to whom it may be shown.
///
/// @param handling the author's own handling word, for example `CONFIDENTIAL`; empty for none
/// @param releasableTo parties beyond the channel that may be shown it; empty for none
public record Marking(String handling, List<PartyCode> releasableTo) {
    public static final Marking NONE = new Marking("", List.of());
    public static final int HANDLING_CHARS = 60;

    public Marking {
        releasableTo = List.copyOf(releasableTo);
    }

    public Json toJson() {
        return Json.object()
                .with("handling", handling)
                .with("releasableTo", Json.list(releasableTo, PartyCode::toJson))
                .build();
    }

    public static Marking read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        String handling = NoteLimits.text(fields, "handling", 0, HANDLING_CHARS);
        List<PartyCode> releasable = fields.list("releasableTo", PartyCode::read);
        fields.done();
        if (releasable.size() > firebreak.charter.Limits.PARTIES) {
            throw new FormatException(
                    place + ".releasableTo", "expected at most " + firebreak.charter.Limits.PARTIES + " parties");
        }
        return new Marking(handling, releasable);
    }
}
