package firebreak.drill.script;

import firebreak.encoding.Json;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.note.Marking;
import firebreak.note.Precedence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes every note of a script fit a form. Tried in order: the form it is in with all that its event gives;
/// the same form without that; the form's stand-in; the fallback. The last is taken as it is.
final class Fitting {
    private final Kinds kinds;
    private final Forms forms;
    private final List<Remark> remarks = new ArrayList<>();

    Fitting(Kinds kinds, Forms forms) {
        this.kinds = kinds;
        this.forms = forms;
    }

    Script of(Script script) {
        List<Step> steps = script.steps().stream().map(this::step).toList();
        return script.with(
                steps,
                Stream.concat(script.remarks().stream(), remarks.stream()).toList());
    }

    private Step step(Step step) {
        return step instanceof Step.Spoken note ? note(note) : step;
    }

    private Step.Spoken note(Step.Spoken note) {
        Words words = note.words();
        Optional<Form> wanted = forms.latest(note.form().value());
        Optional<Map<String, Json>> all = wanted.map(form -> FormFilling.converted(words, form));
        String misfit = wanted.flatMap(form -> all.map(values -> misfit(form, words, values)))
                .orElse("no form '" + note.form() + "' is known");
        if (misfit.isEmpty()) {
            return note.in(note.form(), all.orElse(Map.of()));
        }
        Step.Spoken other = plainly(note);
        remarks.add(new Remark("event " + note.event(), misfit + "; sent as " + other.form() + " in plain words"));
        return other;
    }

    private Step.Spoken plainly(Step.Spoken note) {
        FormName last = kinds.fallback().form();
        return Stream.concat(
                        Stream.of(note.form()), Stream.concat(kinds.standIn(note.form()).stream(), Stream.of(last)))
                .flatMap(name -> plainly(note, name).stream())
                .findFirst()
                .orElseGet(() -> note.in(last, Map.of()));
    }

    private Optional<Step.Spoken> plainly(Step.Spoken note, FormName name) {
        return forms.latest(name.value()).flatMap(form -> {
            Map<String, Json> plain = FormFilling.plain(note.words(), form);
            return misfit(form, note.words(), plain).isEmpty() ? Optional.of(note.in(name, plain)) : Optional.empty();
        });
    }

    /// Empty where the words fit. Judged by the form itself, as if it answered nothing: whom a note answers is
    /// not the words' business.
    private static String misfit(Form form, Words words, Map<String, Json> values) {
        Form alone = new Form(form.id(), form.version(), form.title(), form.asks(), false, form.fields());
        List<String> faults = alone.faults(new Content(
                form.id(),
                form.hash(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                FormFilling.whole(words, values)));
        return faults.isEmpty() ? "" : "does not fit the form '" + form.id() + "' (" + String.join("; ", faults) + ")";
    }
}
