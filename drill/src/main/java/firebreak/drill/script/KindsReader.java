package firebreak.drill.script;

import firebreak.drill.chronology.Kind;
import firebreak.drill.script.Kinds.Treatment;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import firebreak.encoding.Bytes;
import firebreak.note.Precedence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads `kinds/1`.
final class KindsReader {
    private static final String FORM = "the name of a form";
    private static final String PRECEDENCE = "FLASH, IMMEDIATE, PRIORITY or ROUTINE";

    private final Faults faults = new Faults();

    private KindsReader() {}

    static Kinds read(String file, Bytes content) {
        KindsReader reader = new KindsReader();
        return Resources.table(file, content, reader.faults, reader::kinds);
    }

    private Kinds kinds(Members top) {
        top.text("schema", "'kinds/1'");
        FormName joint = form(top, "joint");
        FormName publicly = form(top, "public");
        Treatment.Said fallback = top.required("fallback", "a form and a precedence")
                .flatMap(value -> Members.of(value, "fallback", faults))
                .map(KindsReader::said)
                .orElseThrow();
        Map<FormName, FormName> standIns = new LinkedHashMap<>();
        Members pairs = top.required("stand-ins", "a mapping of form to form")
                .flatMap(value -> Members.of(value, "stand-ins", faults))
                .orElseThrow();
        pairs.rest().keySet().forEach(wanted -> standIns.put(new FormName(wanted), form(pairs, wanted)));
        Map<Kind, Treatment> known = new LinkedHashMap<>();
        top.entries("kinds", "a mapping of kinds")
                .orElseThrow()
                .members()
                .forEach((word, value) -> known.put(new Kind(word), treatment(word, value)));
        return new Kinds(joint, publicly, fallback, standIns, known);
    }

    private Treatment treatment(String word, Yaml value) {
        if (value instanceof Yaml.Scalar scalar) {
            return switch (scalar.text()) {
                case "act" -> new Treatment.Act();
                case "silence" -> new Treatment.Silence();
                default -> throw new IllegalStateException("kind " + word + " is no act, silence or mapping");
            };
        }
        return said(Members.of(value, word, faults).orElseThrow());
    }

    private static Treatment.Said said(Members members) {
        FormName form = form(members, "form");
        Optional<FormName> answering = members.optionalText("answers", FORM).map(FormName::new);
        Precedence precedence =
                Precedence.valueOf(members.text("precedence", PRECEDENCE).orElseThrow());
        return new Treatment.Said(form, answering, precedence);
    }

    private static FormName form(Members members, String key) {
        return new FormName(members.text(key, FORM).orElseThrow());
    }
}
