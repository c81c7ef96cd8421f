package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Form;
import firebreak.note.FormField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The fields of a note as they are written down, turned into what its form asks for. What does not fit is passed on
/// as it is, so that the node can say what it expects.
final class FieldArguments {
    private FieldArguments() {}

    /// `name=value`, where a value may be `@FILE`; a name may come again where the form takes a list.
    static SequencedMap<String, Json> read(List<String> arguments) throws Refusal, IOException, FormatException {
        SequencedMap<String, List<Json>> texts = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 1) {
                throw new Refusal(Exit.USAGE, "--field: expected name=value or name=@file, not '" + argument + "'");
            }
            String text = TextArgument.read(argument.substring(equals + 1));
            texts.computeIfAbsent(argument.substring(0, equals), _ -> new ArrayList<>())
                    .add(Json.of(text));
        }
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        texts.forEach(
                (name, values) -> fields.put(name, values.size() == 1 ? values.getFirst() : new Json.Arr(values)));
        return fields;
    }

    /// @param form absent when this node does not know it
    static Json.Obj fitted(Map<String, Json> written, Optional<Form> form) throws Refusal {
        Json.Builder fields = Json.object();
        for (Map.Entry<String, Json> field : written.entrySet()) {
            Optional<FormField> asked = form.stream()
                    .flatMap(known -> known.fields().stream())
                    .filter(known -> known.name().equals(field.getKey()))
                    .findFirst();
            fields.with(field.getKey(), asked.isPresent() ? fitted(asked.get(), field.getValue()) : field.getValue());
        }
        return fields.build();
    }

    private static Json fitted(FormField field, Json value) throws Refusal {
        if (field.kind() == FormField.Kind.LIST) {
            return value instanceof Json.Str(String text)
                    ? Json.strings(text.lines().filter(line -> !line.isBlank()).toList())
                    : value;
        }
        return value instanceof Json.Str(String text) ? scalar(field, text) : value;
    }

    private static Json scalar(FormField field, String text) throws Refusal {
        return switch (field.kind()) {
            case TEXT, CHOICE, LIST -> Json.of(text);
            case TIME -> Json.of(TimeArgument.read(field.name(), text));
            case NUMBER -> number(field.name(), text);
            case FLAG -> flag(field.name(), text);
        };
    }

    private static Json number(String name, String text) throws Refusal {
        try {
            return new Json.Num(Double.parseDouble(text));
        } catch (IllegalArgumentException notANumber) {
            // falls through to the one refusal below
        }
        throw new Refusal(Exit.USAGE, name + ": expected a number, not " + Shown.quoted(text));
    }

    private static Json flag(String name, String text) throws Refusal {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Json.of(true);
            case "no", "false" -> Json.of(false);
            default -> throw new Refusal(Exit.USAGE, name + ": expected yes or no, not " + Shown.quoted(text));
        };
    }
}
