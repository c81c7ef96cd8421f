package firebreak.drill.script;

import firebreak.drill.chronology.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// What a step says, and where that comes from.
///
/// @param title the first clause of the text, at most [Title#MAX] characters
/// @param text the event's summary
/// @param medium the means in words, such as `telephone, minister to minister`
/// @param basis `source`, `memory` or `invented`
/// @param fields what the event gives for the form's fields under its key `fields`, in alphabetical order
public record Words(
        Kind kind,
        String title,
        String text,
        Optional<String> medium,
        Optional<String> basis,
        Optional<String> source,
        boolean invented,
        SequencedMap<String, String> fields) {
    public Words {
        fields = sorted(fields);
    }

    private static SequencedMap<String, String> sorted(Map<String, String> fields) {
        return Collections.unmodifiableSequencedMap(new TreeMap<>(fields));
    }
}
