package firebreak.drill.chronology;

import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Lays a variant over a case, before any rule of a chronology is checked, so that the result is held to the
/// same rules and every fault still names its own file and line.
///
/// ```yaml
/// schema: chronology-variant/1
/// id: accident-note          # the result is <of>+<id>
/// of: brahmos-2022
/// title: …
/// label: Invented. …         # shown wherever the variant is shown
/// remove: [m03]              # ids of the case
/// replace: [{id: m04, …}]    # whole events, in the place of those with the same id
/// add: [{after: m01, …}]     # whole events, each after the one named: of the case, or added before
/// ```
///
/// Every event given here must say `basis: invented`. What a case computes from its events (`intervals`,
/// `lessons`, `open_points`) is left out of the result.
final class Overlay {
    static final String SCHEMA = "chronology-variant/1";
    static final String LABEL = "label";

    private static final String SUBJECT = "variant";
    private static final String EVENTS = "events";
    private static final String AFTER = "after";
    private static final Set<String> COMPUTED = Set.of("intervals", "lessons", "open_points");

    private final Faults faults;

    Overlay(Faults faults) {
        this.faults = faults;
    }

    Optional<Yaml> lay(Yaml overlay, Yaml base) {
        Optional<Members> over = Members.of(overlay, SUBJECT, faults);
        Optional<Members> under = Members.of(base, "chronology", faults);
        return over.flatMap(layer -> under.flatMap(case_ -> lay(layer, case_, base)));
    }

    private Optional<Yaml> lay(Members over, Members under, Yaml base) {
        expect(over, "schema", SCHEMA);
        Optional<String> of = under.text("id", "the id of the case");
        of.ifPresent(id -> expect(over, "of", id));
        Optional<String> id = over.text("id", "an id of " + CaseId.RULE);
        Optional<String> title = over.text("title", "what the variant is, in words");
        Optional<String> label = over.text(LABEL, "what must be said with the variant: that it is invented");
        List<Yaml> events = under.items(EVENTS, "a list of events").orElse(List.of());
        List<Yaml> changed = add(over, replace(over, remove(over, events)));
        if (!faults.isEmpty() || of.isEmpty() || id.isEmpty() || title.isEmpty() || label.isEmpty()) {
            return Optional.empty();
        }
        SequencedMap<String, Yaml> merged = new LinkedHashMap<>(((Yaml.Entries) base).members());
        merged.keySet().removeAll(COMPUTED);
        merged.put("id", text(over, "id", of.get() + "+" + id.get()));
        merged.put("title", text(over, "title", title.get()));
        merged.put(LABEL, text(over, LABEL, label.get()));
        merged.put(EVENTS, new Yaml.Items(over.place(), changed));
        return Optional.of(new Yaml.Entries(over.place(), merged));
    }

    private static void expect(Members over, String key, String value) {
        String expected = Fault.quoted(value);
        over.text(key, expected)
                .filter(found -> !found.equals(value))
                .ifPresent(found -> over.fault(key, Fault.quoted(found), expected));
    }

    private static Yaml text(Members over, String key, String value) {
        return new Yaml.Scalar(over.placeOf(key), value, false);
    }

    private List<Yaml> remove(Members over, List<Yaml> events) {
        Set<String> removed = new LinkedHashSet<>();
        for (Yaml.Scalar id :
                over.optionalTexts("remove", "a list of event ids").orElse(List.of())) {
            removed.add(id.text());
            if (position(events, id.text()) < 0) {
                unknown(id, SUBJECT, "remove", id.text());
            }
        }
        return events.stream().filter(event -> !removed.contains(id(event))).toList();
    }

    private List<Yaml> replace(Members over, List<Yaml> events) {
        List<Yaml> replaced = new ArrayList<>(events);
        for (Yaml event : over.optionalItems("replace", "a list of events").orElse(List.of())) {
            requireInvented(event);
            int position = position(events, id(event));
            if (position < 0) {
                unknown(event, subject(event), EventReader.ID, id(event));
            } else {
                replaced.set(position, event);
            }
        }
        return replaced;
    }

    private List<Yaml> add(Members over, List<Yaml> events) {
        List<Yaml> added = new ArrayList<>(events);
        for (Yaml event : over.optionalItems("add", "a list of events").orElse(List.of())) {
            requireInvented(event);
            Members.of(event, subject(event), faults).ifPresent(members -> addAfter(members, event, added));
        }
        return added;
    }

    private void addAfter(Members members, Yaml event, List<Yaml> added) {
        members.text(AFTER, "the id of the event before it").ifPresent(after -> {
            int position = position(added, after);
            if (position < 0) {
                unknown(event, subject(event), AFTER, after);
            } else {
                added.add(position + 1, withoutAfter((Yaml.Entries) event));
            }
        });
    }

    private static Yaml withoutAfter(Yaml.Entries event) {
        SequencedMap<String, Yaml> members = new LinkedHashMap<>(event.members());
        members.remove(AFTER);
        return new Yaml.Entries(event.place(), members);
    }

    private void requireInvented(Yaml event) {
        Members.of(event, subject(event), faults).ifPresent(members -> expect(members, "basis", CaseEvent.INVENTED));
    }

    private void unknown(Yaml at, String subject, String field, String id) {
        faults.add(at.place(), subject, field, Fault.quoted(id), "the id of an event of the case that stays");
    }

    private static int position(List<Yaml> events, String id) {
        for (int i = 0; i < events.size(); i++) {
            if (id(events.get(i)).equals(id)) {
                return i;
            }
        }
        return -1;
    }

    /// The id as written, or an empty text, which is no event's id.
    private static String id(Yaml event) {
        return event instanceof Yaml.Entries entries && entries.members().get(EventReader.ID) instanceof Yaml.Scalar id
                ? id.text()
                : "";
    }

    private static String subject(Yaml event) {
        String id = id(event);
        return id.isEmpty() ? "an event of the variant" : "event " + id;
    }
}
