package firebreak.drill.chronology;

import firebreak.drill.chronology.Sketch.Ref;
import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Faults;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the events of a file say about one another: ids are unique, references point to earlier events, and
/// no event is surely before one that stands above it. Linear in the number of events.
final class OrderCheck {
    private final List<Sketch> events;
    private final Faults faults;
    private final Map<String, Integer> firstPosition = new HashMap<>();

    OrderCheck(List<Sketch> events, Faults faults) {
        this.events = events;
        this.faults = faults;
    }

    void run() {
        for (int i = 0; i < events.size(); i++) {
            checkId(i);
        }
        @Nullable Sketch latestStart = null;
        for (int i = 0; i < events.size(); i++) {
            checkRefs(i);
            latestStart = checkTime(events.get(i), latestStart);
        }
    }

    private void checkId(int position) {
        Sketch event = events.get(position);
        event.id().ifPresent(id -> {
            @Nullable Integer first = firstPosition.putIfAbsent(id.value(), position);
            if (first != null) {
                String found = Fault.quoted(id.value()) + " again, first used at "
                        + events.get(first).place();
                faults.add(event.place(), event.subject(), EventReader.ID, found, "an id used once in its file");
            }
        });
    }

    private void checkRefs(int position) {
        for (Ref ref : events.get(position).refs()) {
            @Nullable Integer target = firstPosition.get(ref.text());
            if (target == null) {
                faultRef(position, ref, Fault.quoted(ref.text()) + ", which is no event of this file");
            } else if (target == position) {
                faultRef(position, ref, Fault.quoted(ref.text()) + ", the event itself");
            } else if (target > position) {
                faultRef(
                        position,
                        ref,
                        Fault.quoted(ref.text()) + ", the later event at "
                                + events.get(target).place());
            }
        }
    }

    private void faultRef(int position, Ref ref, String found) {
        String subject = events.get(position).subject();
        faults.add(ref.place(), subject, EventReader.REFS, found, "the id of an earlier event");
    }

    /// Comparing with the greatest 'earliest' so far is comparing with every event above.
    private @Nullable Sketch checkTime(Sketch event, @Nullable Sketch latestStart) {
        if (event.time().isEmpty()) {
            return latestStart;
        }
        CaseTime time = event.time().get();
        if (latestStart == null || latestStart.time().isEmpty()) {
            return event;
        }
        CaseTime above = latestStart.time().get();
        if (time.surelyBefore(above)) {
            String found = time.shown() + ", before " + latestStart.subject() + " above it at " + above.shown();
            String expected = "events in the order of time, as far as their precision tells";
            faults.add(event.placeOfTime(), event.subject(), TimeReader.AT, found, expected);
        }
        return above.earliest().isBefore(time.earliest()) ? event : latestStart;
    }
}
