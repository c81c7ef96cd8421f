package firebreak.drill.script;

import firebreak.drill.chronology.Kind;
import firebreak.encoding.Json;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What a step says, and where that comes from.
///
/// @param title the first clause of the text, at most [Title#MAX] characters; the subject of a note
/// @param text the event's summary
/// @param medium the means in words, such as `telephone, minister to minister`
/// @param basis `source`, `memory` or `invented`
/// @param fields what a note's form holds beside subject, text and source, in alphabetical order
public record Words(
        Kind kind,
        String title,
        String text,
        Optional<String> medium,
        Optional<String> basis,
        Optional<String> source,
        boolean invented,
        SequencedMap<String, Json> fields) {
    public Words {
        fields = sorted(fields);
    }

    Words with(Map<String, Json> otherFields) {
        return new Words(kind, title, text, medium, basis, source, invented, sorted(otherFields));
    }

    private static SequencedMap<String, Json> sorted(Map<String, Json> fields) {
        return Collections.unmodifiableSequencedMap(new TreeMap<>(fields));
    }
}
