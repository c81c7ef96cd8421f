package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// What a note does to an earlier one of its own author. A sent note is never altered; another corrects,
/// cancels or supersedes it.
public record Amends(Act act, LeafRef earlier) {
    /// The three ways.
    public enum Act {
        CORRECTS,
        CANCELS,
        SUPERSEDES;

        public String word() {
            return switch (this) {
                case CORRECTS -> "corrects";
                case CANCELS -> "cancels";
                case SUPERSEDES -> "supersedes";
            };
        }
    }

    public Json toJson() {
        return Json.object()
                .with("act", act.word())
                .with("earlier", earlier.toJson())
                .build();
    }

    public static Amends read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Act act = switch (fields.string("act")) {
            case "corrects" -> Act.CORRECTS;
            case "cancels" -> Act.CANCELS;
            case "supersedes" -> Act.SUPERSEDES;
            default -> throw new FormatException(place + ".act", "expected corrects, cancels or supersedes");
        };
        LeafRef earlier = fields.required("earlier", LeafRef::read);
        fields.done();
        return new Amends(act, earlier);
    }
}
