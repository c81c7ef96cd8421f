package firebreak.note;

import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A form: data that says what a note of its kind contains. Pinned in channel agreements by the hash of
/// its canonical JSON.
///
/// @param id for example `allegation`
/// @param title in English, for people
/// @param asks whether a note in this form waits for an answer
/// @param answers whether a note in this form must name the note it answers
public record Form(String id, int version, String title, boolean asks, boolean answers, List<FormField> fields) {
    public static final int MAX_FIELDS = 64;
    public static final int MAX_BYTES = 64 * 1024;

    public Form {
        fields = List.copyOf(fields);
    }

    public Json toJson() {
        return Json.object()
                .with("id", id)
                .with("version", version)
                .with("title", title)
                .with("asks", asks)
                .with("answers", answers)
                .with("fields", Json.list(fields, FormField::toJson))
                .build();
    }

    public Hash hash() {
        return Canonical.hash(toJson());
    }

    public static Form read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Form form = new Form(
                NoteLimits.text(fields, "id", 1, 60),
                fields.integer("version", 1, 100_000),
                NoteLimits.text(fields, "title", 1, 200),
                fields.bool("asks"),
                fields.bool("answers"),
                fields.list("fields", FormField::read));
        fields.done();
        if (form.fields().size() > MAX_FIELDS
                || form.fields().stream().map(FormField::name).distinct().count()
                        != form.fields().size()) {
            throw new FormatException(place + ".fields", "expected at most " + MAX_FIELDS + " fields, each name once");
        }
        return form;
    }

    /// All that is wrong with these contents under this form, each fault with its field; empty when none.
    public List<String> faults(Content content) {
        List<String> faults = new ArrayList<>();
        if (answers && content.answers().isEmpty()) {
            faults.add("answers: the form '" + id + "' must name the note it answers");
        }
        for (FormField field : fields) {
            faultOf(field, content.fields()).ifPresent(faults::add);
        }
        content.fields().members().keySet().stream()
                .filter(Predicate.not(
                        name -> fields.stream().anyMatch(field -> field.name().equals(name))))
                .map(name -> name + ": the form '" + id + "' has no such field")
                .forEach(faults::add);
        return faults;
    }

    private static Optional<String> faultOf(FormField field, Json.Obj values) {
        Json value = values.members().get(field.name());
        if (value == null) {
            return field.required() ? Optional.of(field.name() + ": is required") : Optional.empty();
        }
        return field.fault(value).map(fault -> field.name() + ": " + fault);
    }

    /// Parses a time the way form fields write it.
    static boolean isTime(String text) {
        try {
            Times.parse("", text);
            return true;
        } catch (FormatException notATime) {
            return false;
        }
    }
}
