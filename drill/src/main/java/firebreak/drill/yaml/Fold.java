package firebreak.drill.yaml;

import firebreak.drill.yaml.YamlReader.Refusal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Folds the parser's events into one located value. Recursion is bounded by [YamlReader#MAX_DEPTH].
final class Fold {
    private final String file;
    private final Iterator<Event> events;
    private final Faults faults;
    private int values;

    Fold(String file, Iterator<Event> events, Faults faults) {
        this.file = file;
        this.events = events;
        this.faults = faults;
    }

    /// Exactly one document.
    Yaml document() throws Refusal {
        events.next();
        Event start = events.next();
        if (start.getEventId() != Event.ID.DocumentStart) {
            throw refusal(start, "no document", "one YAML document");
        }
        Yaml root = value(events.next(), 1);
        events.next();
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            throw refusal(after, "a second document", "one YAML document");
        }
        return root;
    }

    private Yaml value(Event event, int depth) throws Refusal {
        values++;
        if (values > YamlReader.MAX_VALUES) {
            throw refusal(event, "more values", "at most " + YamlReader.MAX_VALUES + " values in one file");
        }
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, deeper(event, depth));
            case MappingStart -> entries(event, deeper(event, depth));
            case Alias -> throw alias((AliasEvent) event);
            case Comment, DocumentEnd, DocumentStart, MappingEnd, SequenceEnd, StreamEnd, StreamStart ->
                throw new IllegalStateException("the YAML parser sent " + event.getEventId() + " for a value");
        };
    }

    private int deeper(Event event, int depth) throws Refusal {
        if (depth > YamlReader.MAX_DEPTH) {
            throw refusal(event, "deeper nesting", "lists and mappings at most " + YamlReader.MAX_DEPTH + " deep");
        }
        return depth + 1;
    }

    private Yaml.Scalar scalar(ScalarEvent event) throws Refusal {
        String text = event.getValue();
        if (text.length() > YamlReader.MAX_SCALAR) {
            String expected = "at most " + YamlReader.MAX_SCALAR + " characters in one value";
            throw refusal(event, "a value of " + text.length() + " characters", expected);
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw refusal(event, "half of a surrogate pair", "well-formed text");
        }
        return new Yaml.Scalar(place(event), text, event.isPlain());
    }

    private Yaml.Items items(Event start, int depth) throws Refusal {
        List<Yaml> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth));
        }
        return new Yaml.Items(place(start), items);
    }

    private Yaml.Entries entries(Event start, int depth) throws Refusal {
        SequencedMap<String, Yaml> members = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Yaml key = value(event, depth);
            Yaml value = value(events.next(), depth);
            put(members, key, value);
        }
        return new Yaml.Entries(place(start), members);
    }

    private void put(SequencedMap<String, Yaml> members, Yaml key, Yaml value) {
        if (!(key instanceof Yaml.Scalar(Place place, String name, boolean _))) {
            faults.add(key.place(), Fault.WHOLE_FILE, Fault.NO_FIELD, key.described() + " as a key", "a text as key");
        } else if (members.putIfAbsent(name, value) != null) {
            faults.add(place, Fault.WHOLE_FILE, name, "the key a second time", "each key once in its mapping");
        }
    }

    private Refusal alias(AliasEvent event) {
        String found = "the alias *" + event.getAlias().getValue();
        return refusal(event, found, "every value written out, without aliases");
    }

    private Refusal refusal(Event event, String found, String expected) {
        return new Refusal(new Fault(place(event), Fault.WHOLE_FILE, Fault.NO_FIELD, found, expected));
    }

    private Place place(Event event) {
        return new Place(file, event.getStartMark().map(Mark::getLine).orElse(-1) + 1);
    }
}
