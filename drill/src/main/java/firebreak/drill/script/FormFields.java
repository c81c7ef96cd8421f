package firebreak.drill.script;

import firebreak.drill.chronology.CaseEvent;
import firebreak.encoding.Json;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The values an event gives for its form's fields under the key `fields`; what is no text is left out.
final class FormFields {
    private static final String KEY = "fields";

    private FormFields() {}

    static SequencedMap<String, String> of(CaseEvent event) {
        SequencedMap<String, String> fields = new TreeMap<>();
        @Nullable Json given = event.rest().members().get(KEY);
        if (given instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach((name, value) -> {
                if (value instanceof Json.Str(String text)) {
                    fields.put(name, text);
                }
            });
        }
        return fields;
    }
}
