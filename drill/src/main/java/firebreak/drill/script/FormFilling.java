package firebreak.drill.script;

import firebreak.drill.chronology.CaseEvent;
import firebreak.encoding.Json;
import firebreak.note.Form;
import firebreak.note.FormField.Kind;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What goes into a form. Every form of the line has a subject, a text and a source; these come from an event's
/// summary and source. Beside them stand the values that the event gives under its key `fields`, and its medium
/// where the form asks for one. Scalars of a chronology are text and become what the field asks for.
final class FormFilling {
    private static final String GIVEN = "fields";
    private static final String SUBJECT = "subject";
    private static final String TEXT = "text";
    private static final String SOURCE = "source";
    private static final String MEDIUM = "medium";
    private static final Set<String> FROM_THE_EVENT = Set.of(SUBJECT, TEXT, SOURCE);

    private FormFilling() {}

    /// The values an event gives, as they stand.
    static SequencedMap<String, Json> given(CaseEvent event) {
        SequencedMap<String, Json> values = new TreeMap<>();
        @Nullable Json given = event.rest().members().get(GIVEN);
        if (given instanceof Json.Obj(Map<String, Json> members)) {
            values.putAll(members);
            values.keySet().removeAll(FROM_THE_EVENT);
        }
        return values;
    }

    /// The same values as this form wants them.
    static SequencedMap<String, Json> converted(Words words, Form form) {
        SequencedMap<String, Json> values = plain(words, form);
        words.fields().forEach((name, value) -> values.put(name, converted(form, name, value)));
        return values;
    }

    /// Only what any event has.
    static SequencedMap<String, Json> plain(Words words, Form form) {
        SequencedMap<String, Json> values = new TreeMap<>();
        if (form.fields().stream().anyMatch(field -> field.name().equals(MEDIUM))) {
            words.medium().ifPresent(medium -> values.put(MEDIUM, Json.of(medium)));
        }
        return values;
    }

    /// The whole content of a form.
    static Json.Obj whole(Words words, Map<String, Json> beside) {
        Map<String, Json> all = new TreeMap<>(beside);
        all.put(SUBJECT, Json.of(words.title()));
        all.put(TEXT, Json.of(words.text()));
        words.source().ifPresent(source -> all.put(SOURCE, Json.of(source)));
        return new Json.Obj(all);
    }

    private static Json converted(Form form, String name, Json value) {
        return form.fields().stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> converted(field.kind(), value))
                .orElse(value);
    }

    private static Json converted(Kind kind, Json value) {
        return switch (kind) {
            case TEXT, TIME, CHOICE -> value;
            case LIST -> value instanceof Json.Str ? new Json.Arr(List.of(value)) : value;
            case FLAG -> value instanceof Json.Str(String word) ? flag(word) : value;
            case NUMBER -> value instanceof Json.Str(String text) ? number(text) : value;
        };
    }

    private static Json flag(String word) {
        return word.equals("true") || word.equals("false") ? Json.of(word.equals("true")) : Json.of(word);
    }

    private static Json number(String text) {
        return text.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?") ? new Json.Num(Double.parseDouble(text)) : Json.of(text);
    }
}
