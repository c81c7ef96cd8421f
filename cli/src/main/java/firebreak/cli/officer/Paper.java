package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Amends;
import firebreak.note.LeafRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people decided of a note, as the node tells it of drafts and of notes alike.
///
/// @param handling the marking's word, empty for none
record Paper(
        String form,
        List<String> action,
        List<String> information,
        List<String> outside,
        String precedence,
        String handling,
        List<String> releasableTo,
        String language,
        Optional<LeafRef> answers,
        List<LeafRef> refs,
        Optional<Amends> amends,
        Json.Obj fields) {
    Paper {
        action = List.copyOf(action);
        information = List.copyOf(information);
        outside = List.copyOf(outside);
        releasableTo = List.copyOf(releasableTo);
        refs = List.copyOf(refs);
    }

    static Paper read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Fields marking = fields.required("marking", Fields::of);
        return new Paper(
                fields.string("form"),
                fields.strings("action"),
                fields.strings("information"),
                fields.strings("outside"),
                fields.string("precedence"),
                marking.string("handling"),
                marking.strings("releasableTo"),
                fields.string("language"),
                fields.optional("answers", LeafRef::read),
                fields.list("refs", LeafRef::read),
                fields.optional("amends", Amends::read),
                fields.required("fields", Paper::object));
    }

    private static Json.Obj object(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new FormatException(place, "expected an object");
    }

    /// A field's text, empty where there is none.
    String text(String field) {
        Map<String, Json> members = fields.members();
        return members.get(field) instanceof Json.Str(String text) ? text : "";
    }

    /// What a list shows: a few words, never nothing.
    String subject() {
        return text("subject").isBlank() ? "(no subject)" : text("subject");
    }

    /// To whom, those outside the line last.
    List<String> addressees() {
        return java.util.stream.Stream.concat(action.stream(), outside.stream()).toList();
    }
}
