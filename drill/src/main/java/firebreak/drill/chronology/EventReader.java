package firebreak.drill.chronology;

import firebreak.drill.chronology.Sketch.Ref;
import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import firebreak.encoding.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Reads one event by itself; what it says about other events is left to [OrderCheck].
final class EventReader {
    static final String ID = "id";
    static final String FROM = "from";
    static final String REFS = "refs";

    private static final String TO = "to";
    private static final String VIA = "via";
    private static final String SENDERS = "a declared party, a declared post or 'public'";
    private static final String ADDRESSEES = "a code or a list of codes; [] for an act";

    private final Codes codes;
    private final Faults faults;

    EventReader(Codes codes, Faults faults) {
        this.codes = codes;
        this.faults = faults;
    }

    /// @param number counted from 1, names the event while its id is unknown
    Optional<Sketch> read(Yaml value, int number) {
        return Members.of(value, subject(value, number), faults).map(this::sketch);
    }

    /// How faults name an event.
    static String subject(Yaml value, int number) {
        if (value instanceof Yaml.Entries entries
                && entries.members().get(ID) instanceof Yaml.Scalar id
                && !id.text().isBlank()) {
            return "event " + id.text();
        }
        return "event number " + number;
    }

    private Sketch sketch(Members event) {
        Optional<EventId> id = id(event);
        Optional<CaseTime> time = TimeReader.read(event);
        List<Ref> refs = event
                .optionalTexts(REFS, "the id of an earlier event, or a list of them")
                .flatMap(texts -> atMost(event, REFS, CaseEvent.MAX_REFS, texts))
                .orElse(List.of())
                .stream()
                .map(scalar -> new Ref(scalar.text(), scalar.place()))
                .toList();
        Optional<CaseEvent> whole = whole(event, id, time, refs);
        return new Sketch(event.subject(), event.place(), event.placeOf(TimeReader.AT), id, time, refs, whole);
    }

    /// Every key is read, and so checked, before anything is put together.
    private Optional<CaseEvent> whole(Members event, Optional<EventId> id, Optional<CaseTime> time, List<Ref> refs) {
        Optional<List<Code>> from = senders(event);
        Optional<List<Code>> to = event.texts(TO, ADDRESSEES).flatMap(list -> addressees(event, TO, list));
        Optional<List<Code>> via = event.optionalTexts(VIA, ADDRESSEES).flatMap(list -> addressees(event, VIA, list));
        Optional<Kind> kind = kind(event);
        Optional<String> summary = event.text("summary", "what happened, in words")
                .flatMap(text -> shortEnough(event, "summary", CaseEvent.MAX_SUMMARY, text));
        Optional<String> medium = event.optionalText("channel", "the means in words")
                .flatMap(text -> shortEnough(event, "channel", CaseEvent.MAX_MEDIUM, text));
        Optional<String> basis = event.optionalText("basis", "source or memory");
        Optional<String> source = event.optionalText("source", "where it was found")
                .flatMap(text -> shortEnough(event, "source", CaseEvent.MAX_SOURCE, text));
        if (id.isEmpty()
                || time.isEmpty()
                || from.isEmpty()
                || to.isEmpty()
                || via.isEmpty()
                || kind.isEmpty()
                || summary.isEmpty()
                || !refs.stream().allMatch(ref -> Names.isId(ref.text()))) {
            return Optional.empty();
        }
        List<EventId> earlier =
                refs.stream().map(ref -> new EventId(ref.text())).distinct().toList();
        return Optional.of(new CaseEvent(
                id.get(),
                time.get(),
                from.get(),
                to.get(),
                via.get(),
                kind.get(),
                earlier,
                summary.get(),
                medium,
                basis,
                source,
                json(event.rest())));
    }

    private static Optional<EventId> id(Members event) {
        String expected = "an id of " + EventId.RULE;
        Optional<String> text = event.text(ID, expected);
        if (text.isPresent() && !Names.isId(text.get())) {
            event.fault(ID, Fault.quoted(text.get()), expected);
            return Optional.empty();
        }
        return text.map(EventId::new);
    }

    private static Optional<Kind> kind(Members event) {
        String expected = "a word for the kind of event, at most " + Kind.MAX + " characters";
        return event.text("kind", expected)
                .flatMap(text -> shortEnough(event, "kind", Kind.MAX, text))
                .map(Kind::new);
    }

    private Optional<List<Code>> senders(Members event) {
        Optional<List<Yaml.Scalar>> texts = event.texts(FROM, SENDERS);
        if (texts.isPresent() && texts.get().isEmpty()) {
            event.fault(FROM, "an empty list", "at least one sender: " + SENDERS);
            return Optional.empty();
        }
        return texts.flatMap(list -> atMost(event, FROM, CaseEvent.MAX_SENDERS, list))
                .flatMap(list -> senders(event, list));
    }

    private Optional<List<Code>> senders(Members event, List<Yaml.Scalar> texts) {
        SequencedSet<Code> senders = new LinkedHashSet<>();
        boolean sound = true;
        for (Yaml.Scalar text : texts) {
            Optional<Code> code = codes.find(text.text());
            code.ifPresent(senders::add);
            sound &= code.isPresent();
            if (codes.surelyUndeclared(text.text())) {
                faults.add(text.place(), event.subject(), FROM, Fault.quoted(text.text()), SENDERS);
            }
        }
        return sound ? Optional.of(List.copyOf(senders)) : Optional.empty();
    }

    private static Optional<String> shortEnough(Members event, String field, int most, String text) {
        if (text.length() <= most) {
            return Optional.of(text);
        }
        event.fault(field, text.length() + " characters", "at most " + most + " characters");
        return Optional.empty();
    }

    private static Optional<List<Yaml.Scalar>> atMost(Members event, String field, int most, List<Yaml.Scalar> list) {
        if (list.size() <= most) {
            return Optional.of(list);
        }
        event.fault(field, list.size() + " entries", "at most " + most);
        return Optional.empty();
    }

    private Optional<List<Code>> addressees(Members event, String field, List<Yaml.Scalar> texts) {
        return atMost(event, field, CaseEvent.MAX_ADDRESSEES, texts).flatMap(few -> each(event, field, few));
    }

    private Optional<List<Code>> each(Members event, String field, List<Yaml.Scalar> texts) {
        SequencedSet<Code> addressees = new LinkedHashSet<>();
        boolean sound = true;
        for (Yaml.Scalar text : texts) {
            if (text.text().length() > Code.MAX_OUTSIDE) {
                String found = "a name of " + text.text().length() + " characters";
                faults.add(text.place(), event.subject(), field, found, "at most " + Code.MAX_OUTSIDE + " characters");
                sound = false;
            } else {
                addressees.add(codes.find(text.text()).orElseGet(() -> new Code.Outside(text.text())));
            }
        }
        return sound ? Optional.of(List.copyOf(addressees)) : Optional.empty();
    }

    static Json.Obj json(SequencedMap<String, Yaml> rest) {
        Json.Builder object = Json.object();
        rest.forEach((key, value) -> object.with(key, value.toJson()));
        return object.build();
    }
}
