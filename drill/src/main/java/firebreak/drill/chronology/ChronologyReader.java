package firebreak.drill.chronology;

import firebreak.drill.yaml.Fault;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import firebreak.drill.yaml.YamlReader;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `chronology/1`. Required: `schema`, `id`, `title`, `parties`, `events`, and per event `id`, `at`,
/// `precision`, `from`, `to`, `kind`, `summary`. Keys it does not know are kept, never refused. All faults of
/// a file are found in one reading; a file with a fault yields no chronology at all.
///
/// Limits: [YamlReader] for the file, [Chronology] for events, parties and posts.
public final class ChronologyReader {
    private static final String SUBJECT = "chronology";
    private static final String EVENTS = "events";

    private final Faults faults;

    private ChronologyReader(Faults faults) {
        this.faults = faults;
    }

    /// @param file the name shown in faults
    public static Reading read(String file, Bytes content) {
        Faults faults = new Faults();
        return new ChronologyReader(faults).read(YamlReader.read(file, content, faults));
    }

    /// A case with a variant's overlay laid over it (schema `chronology-variant/1`, see [Overlay]).
    public static Reading readVariant(String file, Bytes content, String overlayFile, Bytes overlay) {
        Faults faults = new Faults();
        Optional<Yaml> base = YamlReader.read(file, content, faults);
        Optional<Yaml> over = YamlReader.read(overlayFile, overlay, faults);
        Optional<Yaml> merged = base.flatMap(case_ -> over.flatMap(layer -> new Overlay(faults).lay(layer, case_)));
        return new ChronologyReader(faults).read(merged);
    }

    private Reading read(Optional<Yaml> document) {
        Optional<Chronology> chronology =
                document.flatMap(root -> Members.of(root, SUBJECT, faults)).flatMap(this::chronology);
        return faults.isEmpty() && chronology.isPresent()
                ? new Reading.Read(chronology.get())
                : new Reading.Faulty(faults.list());
    }

    private Optional<Chronology> chronology(Members top) {
        schema(top);
        Optional<CaseId> id = id(top);
        Optional<String> title = top.text("title", "what the case is, in words");
        Optional<String> label = top.optionalText(Overlay.LABEL, "what must be said with the case");
        Codes codes = new CastReader(top, faults).read();
        List<CaseEvent> events = events(top, codes);
        if (!faults.isEmpty() || id.isEmpty() || title.isEmpty() || codes.cast().isEmpty()) {
            return Optional.empty();
        }
        Json.Obj rest = EventReader.json(top.rest());
        return Optional.of(
                new Chronology(id.get(), title.get(), label, codes.cast().get(), events, rest));
    }

    private static void schema(Members top) {
        String expected = "'" + Chronology.SCHEMA + "'";
        top.text("schema", expected)
                .filter(schema -> !schema.equals(Chronology.SCHEMA))
                .ifPresent(other -> top.fault("schema", Fault.quoted(other), expected));
    }

    private static Optional<CaseId> id(Members top) {
        String expected = "a case id of " + CaseId.RULE;
        return top.text("id", expected).flatMap(text -> {
            try {
                return Optional.of(new CaseId(text));
            } catch (IllegalArgumentException notAnId) {
                top.fault("id", Fault.quoted(text), expected);
                return Optional.empty();
            }
        });
    }

    private List<CaseEvent> events(Members top, Codes codes) {
        Optional<List<Yaml>> list = top.items(EVENTS, "a list of events");
        List<Yaml> items = list.orElse(List.of());
        if (list.isPresent() && (items.isEmpty() || items.size() > Chronology.MAX_EVENTS)) {
            top.fault(EVENTS, items.size() + " events", "1 to " + Chronology.MAX_EVENTS + " events");
            return List.of();
        }
        List<Sketch> sketches = new ArrayList<>();
        EventReader reader = new EventReader(codes, faults);
        for (int i = 0; i < items.size(); i++) {
            reader.read(items.get(i), i + 1).ifPresent(sketches::add);
        }
        new OrderCheck(sketches, faults).run();
        return sketches.stream().flatMap(sketch -> sketch.event().stream()).toList();
    }
}
