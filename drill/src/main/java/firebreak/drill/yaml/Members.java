package firebreak.drill.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one mapping key by key. Unlike [firebreak.encoding.Fields] it does not stop at the first fault: it
/// notes the fault, answers 'nothing' and goes on, and it keeps the keys nobody asked for.
public final class Members {
    private final Yaml.Entries entries;
    private final String subject;
    private final Faults faults;
    private final Set<String> asked = new HashSet<>();

    /// @param subject what the mapping describes, as faults name it: `event e05`
    public Members(Yaml.Entries entries, String subject, Faults faults) {
        this.entries = entries;
        this.subject = subject;
        this.faults = faults;
    }

    /// The members of a value that must be a mapping.
    public static Optional<Members> of(Yaml value, String subject, Faults faults) {
        if (value instanceof Yaml.Entries entries) {
            return Optional.of(new Members(entries, subject, faults));
        }
        faults.add(value.place(), subject, Fault.NO_FIELD, value.described(), "a mapping of keys to values");
        return Optional.empty();
    }

    public Place place() {
        return entries.place();
    }

    public String subject() {
        return subject;
    }

    /// Where a key's value stands, or the mapping itself when the key is absent.
    public Place placeOf(String key) {
        @Nullable Yaml value = entries.members().get(key);
        return value == null ? place() : value.place();
    }

    /// Present, unless absent or written as nothing (`key:` or `key: ~`).
    public Optional<Yaml> optional(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.members().get(key))
                .filter(value -> !(value instanceof Yaml.Scalar scalar && scalar.isNothing()));
    }

    public Optional<Yaml> required(String key, String expected) {
        Optional<Yaml> value = optional(key);
        if (value.isEmpty()) {
            faults.add(placeOf(key), subject, key, "nothing", expected);
        }
        return value;
    }

    /// A text that says something.
    public Optional<String> text(String key, String expected) {
        return required(key, expected).flatMap(value -> text(key, value, expected));
    }

    public Optional<String> optionalText(String key, String expected) {
        return optional(key).flatMap(value -> text(key, value, expected));
    }

    /// One text or a list of texts; absent is a fault, an empty list is not.
    public Optional<List<Yaml.Scalar>> texts(String key, String expected) {
        return required(key, expected).flatMap(value -> texts(key, value, expected));
    }

    /// One text or a list of texts; absent is the empty list.
    public Optional<List<Yaml.Scalar>> optionalTexts(String key, String expected) {
        Optional<Yaml> value = optional(key);
        return value.isEmpty() ? Optional.of(List.of()) : texts(key, value.get(), expected);
    }

    /// The items of a list.
    public Optional<List<Yaml>> items(String key, String expected) {
        return required(key, expected).flatMap(value -> items(key, value, expected));
    }

    public Optional<List<Yaml>> optionalItems(String key, String expected) {
        Optional<Yaml> value = optional(key);
        return value.isEmpty() ? Optional.of(List.of()) : items(key, value.get(), expected);
    }

    /// A mapping of texts to anything.
    public Optional<Yaml.Entries> entries(String key, String expected) {
        return required(key, expected).flatMap(value -> entries(key, value, expected));
    }

    public Optional<Yaml.Entries> optionalEntries(String key, String expected) {
        return optional(key).flatMap(value -> entries(key, value, expected));
    }

    /// Notes what is wrong with a key's value.
    public void fault(String key, String found, String expected) {
        faults.add(placeOf(key), subject, key, found, expected);
    }

    /// What nobody asked for, in the order of the file.
    public SequencedMap<String, Yaml> rest() {
        SequencedMap<String, Yaml> rest = new LinkedHashMap<>(entries.members());
        rest.keySet().removeAll(asked);
        return Collections.unmodifiableSequencedMap(rest);
    }

    private Optional<String> text(String key, Yaml value, String expected) {
        return scalar(key, value, expected).map(Yaml.Scalar::text);
    }

    private Optional<Yaml.Scalar> scalar(String key, Yaml value, String expected) {
        if (value instanceof Yaml.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar);
        }
        return refuse(key, value, expected);
    }

    private Optional<List<Yaml.Scalar>> texts(String key, Yaml value, String expected) {
        List<Yaml> items = value instanceof Yaml.Items(Place _, List<Yaml> several) ? several : List.of(value);
        List<Yaml.Scalar> texts = new ArrayList<>();
        for (Yaml item : items) {
            scalar(key, item, expected).ifPresent(texts::add);
        }
        return texts.size() == items.size() ? Optional.of(texts) : Optional.empty();
    }

    private Optional<List<Yaml>> items(String key, Yaml value, String expected) {
        return value instanceof Yaml.Items(Place _, List<Yaml> items)
                ? Optional.of(items)
                : refuse(key, value, expected);
    }

    private Optional<Yaml.Entries> entries(String key, Yaml value, String expected) {
        return value instanceof Yaml.Entries found ? Optional.of(found) : refuse(key, value, expected);
    }

    private <T> Optional<T> refuse(String key, Yaml value, String expected) {
        faults.add(value.place(), subject, key, value.described(), expected);
        return Optional.empty();
    }
}
