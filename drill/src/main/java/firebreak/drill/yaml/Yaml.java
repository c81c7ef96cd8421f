package firebreak.drill.yaml;

import firebreak.encoding.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A YAML value with its place. Scalars stay text: `NO` is Norway, never a boolean.
public sealed interface Yaml {
    Place place();

    /// @param plain written without quotes, so that an empty text or `~` means 'nothing'
    record Scalar(Place place, String text, boolean plain) implements Yaml {
        /// An empty value, `~` or `null`, unquoted.
        public boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    record Items(Place place, List<Yaml> items) implements Yaml {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// Keys in the order of the file, each once.
    record Entries(Place place, SequencedMap<String, Yaml> members) implements Yaml {
        public Entries {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
    }

    /// The same value without places; every scalar becomes a string, 'nothing' becomes null.
    default Json toJson() {
        return switch (this) {
            case Scalar scalar -> scalar.isNothing() ? Json.NULL : Json.of(scalar.text());
            case Items(Place _, List<Yaml> items) -> Json.list(items, Yaml::toJson);
            case Entries(Place _, SequencedMap<String, Yaml> members) -> {
                Json.Builder object = Json.object();
                members.forEach((key, value) -> object.with(key, value.toJson()));
                yield object.build();
            }
        };
    }

    /// What stands here, as a phrase for a fault.
    default String described() {
        return switch (this) {
            case Scalar scalar -> scalar.isNothing() ? "nothing" : Fault.quoted(scalar.text());
            case Items(Place _, List<Yaml> items) -> "a list of " + items.size();
            case Entries(Place _, SequencedMap<String, Yaml> members) -> "a mapping of " + members.size() + " keys";
        };
    }
}
