package firebreak.drill.chronology;

import firebreak.drill.yaml.Place;
import java.util.List;
import java.util.Optional;

/// One event as far as it could be read, so that the checks across events find their faults even when
/// single fields are at fault too.
///
/// @param event present when every field was sound
record Sketch(
        String subject,
        Place place,
        Place placeOfTime,
        Optional<EventId> id,
        Optional<CaseTime> time,
        List<Ref> refs,
        Optional<CaseEvent> event) {
    record Ref(String text, Place place) {}

    Sketch {
        refs = List.copyOf(refs);
    }
}
