package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.util.List;
import java.util.Optional;

/// One field of a form.
///
/// @param limit most characters of a text, most items of a list (each of at most 2,000 characters)
/// @param choices the allowed words of a choice; empty for other kinds
public record FormField(String name, Kind kind, boolean required, int limit, List<String> choices) {
    static final int ITEM_CHARS = 2_000;
    static final int MOST_CHARS = 20_000;

    /// What a field holds.
    public enum Kind {
        TEXT,
        TIME,
        CHOICE,
        NUMBER,
        FLAG,
        LIST;

        static Kind read(String place, Json value) throws FormatException {
            return switch (Fields.asString(place, value)) {
                case "text" -> TEXT;
                case "time" -> TIME;
                case "choice" -> CHOICE;
                case "number" -> NUMBER;
                case "flag" -> FLAG;
                case "list" -> LIST;
                default -> throw new FormatException(place, "expected text, time, choice, number, flag or list");
            };
        }

        String word() {
            return switch (this) {
                case TEXT -> "text";
                case TIME -> "time";
                case CHOICE -> "choice";
                case NUMBER -> "number";
                case FLAG -> "flag";
                case LIST -> "list";
            };
        }
    }

    public FormField {
        choices = List.copyOf(choices);
    }

    Json toJson() {
        return Json.object()
                .with("name", name)
                .with("kind", kind.word())
                .with("required", required)
                .with("limit", limit)
                .with("choices", Json.strings(choices))
                .build();
    }

    static FormField read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        FormField field = new FormField(
                NoteLimits.text(fields, "name", 1, 60),
                fields.required("kind", Kind::read),
                fields.bool("required"),
                fields.integer("limit", 1, MOST_CHARS),
                fields.strings("choices"));
        fields.done();
        if (field.choices().isEmpty() == (field.kind() == Kind.CHOICE)) {
            throw new FormatException(place + ".choices", "expected choices exactly for a choice");
        }
        return field;
    }

    /// What is wrong with this value, as a phrase; nothing when it is right.
    Optional<String> fault(Json value) {
        return switch (kind) {
            case TEXT -> value instanceof Json.Str(String text) ? tooLong(text) : Optional.of("expected a text");
            case TIME ->
                value instanceof Json.Str(String text) && Form.isTime(text)
                        ? Optional.empty()
                        : Optional.of("expected a UTC time such as 2022-10-23T12:00:00Z");
            case CHOICE ->
                value instanceof Json.Str(String word) && choices.contains(word)
                        ? Optional.empty()
                        : Optional.of("expected one of " + String.join(", ", choices));
            case NUMBER -> value instanceof Json.Num ? Optional.empty() : Optional.of("expected a number");
            case FLAG -> value instanceof Json.Bool ? Optional.empty() : Optional.of("expected true or false");
            case LIST ->
                value instanceof Json.Arr(List<Json> items)
                        ? listFault(items)
                        : Optional.of("expected a list of texts");
        };
    }

    private Optional<String> tooLong(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= limit
                ? Optional.empty()
                : Optional.of("expected at most " + limit + " characters, found " + length);
    }

    private Optional<String> listFault(List<Json> items) {
        if (items.size() > limit) {
            return Optional.of("expected at most " + limit + " items, found " + items.size());
        }
        boolean texts =
                items.stream().allMatch(item -> item instanceof Json.Str(String text) && text.length() <= ITEM_CHARS);
        return texts ? Optional.empty() : Optional.of("expected texts of at most " + ITEM_CHARS + " characters");
    }
}
