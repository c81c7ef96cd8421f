package firebreak.verifier.said;

import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.util.List;
import java.util.Optional;

/// A form (spec/form.md): which fields a note of its kind has.
///
/// @param asks whether a note in this form waits for an answer; `answers` whether a note in this form must name the
/// leaf it answers
public record Form(Hash hash, boolean asks, boolean answers, List<Field> fields) {
    public static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FIELDS = 64;
    private static final int MOST_NAME = 60;
    private static final int MOST_TITLE = 200;
    private static final int MOST_VERSION = 100_000;
    private static final int MOST_LIMIT = 20_000;
    private static final int MOST_ITEM = 2_000;

    private enum Kind {
        TEXT,
        TIME,
        CHOICE,
        NUMBER,
        FLAG,
        LIST
    }

    private record Field(String name, Kind kind, boolean required, int limit, List<String> choices) {}

    public static Form read(String place, Bytes content) throws Malformed {
        Members members = Members.of(place, Canonical.read(place, content, MOST_BYTES));
        members.text("id", 1, MOST_NAME);
        members.text("title", 1, MOST_TITLE);
        members.whole("version", 1, MOST_VERSION);
        Form form = new Form(
                Hash.of(content),
                members.flag("asks"),
                members.flag("answers"),
                members.list("fields", 0, MOST_FIELDS, Form::field));
        members.end();
        Members.once(
                members.place("fields"), form.fields.stream().map(Field::name).toList());
        return form;
    }

    private static Field field(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Field field = new Field(
                members.text("name", 1, MOST_NAME),
                members.need("kind", Form::kind),
                members.flag("required"),
                (int) members.whole("limit", 1, MOST_LIMIT),
                members.list("choices", 0, Integer.MAX_VALUE, Members::text));
        members.end();
        if (field.choices.isEmpty() == (field.kind == Kind.CHOICE)) {
            throw new Malformed(members.place("choices"), "expected choices exactly for a choice");
        }
        return field;
    }

    private static Kind kind(String place, Json value) throws Malformed {
        return switch (Members.text(place, value)) {
            case "text" -> Kind.TEXT;
            case "time" -> Kind.TIME;
            case "choice" -> Kind.CHOICE;
            case "number" -> Kind.NUMBER;
            case "flag" -> Kind.FLAG;
            case "list" -> Kind.LIST;
            default -> throw new Malformed(place, "expected text, time, choice, number, flag or list");
        };
    }

    /// The first thing that is wrong with a note's content under this form.
    public Optional<String> objection(Content content) {
        if (answers && content.answers().isEmpty()) {
            return Optional.of("its form must name the note it answers");
        }
        for (String name : content.fields().members().keySet()) {
            if (fields.stream().noneMatch(field -> field.name.equals(name))) {
                return Optional.of("its form has no such field as it fills");
            }
        }
        for (Field field : fields) {
            Json value = content.fields().members().get(field.name);
            if (value == null ? field.required : !fills(field, value)) {
                return Optional.of("its field " + field.name + " is not filled as its form says");
            }
        }
        return Optional.empty();
    }

    private static boolean fills(Field field, Json value) {
        return switch (field.kind) {
            case TEXT -> value instanceof Json.Str(String text) && text.codePointCount(0, text.length()) <= field.limit;
            case TIME -> Members.ifTime(value).isPresent();
            case CHOICE -> value instanceof Json.Str(String word) && field.choices.contains(word);
            case NUMBER -> value instanceof Json.Num;
            case FLAG -> value instanceof Json.Bool;
            case LIST ->
                value instanceof Json.Arr(List<Json> items)
                        && items.size() <= field.limit
                        && items.stream()
                                .allMatch(item -> item instanceof Json.Str(String text) && text.length() <= MOST_ITEM);
        };
    }
}
