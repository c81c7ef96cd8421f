package firebreak.cli.officer;

import firebreak.encoding.Json;
import firebreak.note.Form;
import firebreak.note.FormField;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// A note or a draft as a document: who to whom, the words, the further fields of its form, and what became of it.
final class NotePage {
    private static final int WIDTH = 80;
    private static final int LABEL = 14;
    private static final List<String> BODY = List.of("subject", "text");

    private final List<String> lines = new ArrayList<>();
    private final Board board;
    private final Map<LeafRef, NoteView> known;

    private NotePage(Board board, Map<LeafRef, NoteView> known) {
        this.board = board;
        this.known = known;
    }

    /// @param known notes that others refer to, by leaf
    static List<String> of(NoteView note, Board board, Map<LeafRef, NoteView> known) {
        NotePage page = new NotePage(board, known);
        page.entry("Reference", note.reference());
        page.entry("Channel", board.label(note.channel()));
        page.entry("Recorded", Shown.second(note.recorded()) + " (claimed by its author)");
        note.witnessed()
                .ifPresent(at ->
                        page.entry("Witnessed", "by " + Shown.second(at) + ", as the witnesses' signatures prove"));
        note.tendered()
                .forEach(to -> page.entry(
                        "Tendered",
                        "to " + to.party() + " by " + Shown.second(to.at())
                                + (to.proved() ? ", proved" : " (claimed)")));
        note.disputed()
                .ifPresent(disputed -> page.entry(
                        "Disputed",
                        "by its owner " + disputed.by() + " since " + Shown.second(disputed.since())
                                + ": it says that the key was in wrong hands (revocation "
                                + disputed.revocation().brief()
                                + "). The note stands as it was said"));
        page.entry(
                "From",
                String.join(", ", note.authors().stream().map(NotePage::author).toList()));
        page.paper(note.paper());
        page.history(note);
        return List.copyOf(page.lines);
    }

    static List<String> of(DraftView draft, Board board, Map<LeafRef, NoteView> known) {
        NotePage page = new NotePage(board, known);
        page.entry("Draft", draft.id() + ", not sent");
        page.entry("Channel", board.label(draft.channel()));
        page.entry("Drafted", Shown.second(draft.at()) + " by " + draft.drafter());
        draft.remark().ifPresent(remark -> page.entry("Returned", remark));
        page.entry("From", draft.post());
        page.paper(draft.paper());
        return List.copyOf(page.lines);
    }

    /// A joint note that is proposed.
    static List<String> of(Note proposed, Paper paper, Board board, Map<LeafRef, NoteView> known) {
        NotePage page = new NotePage(board, known);
        page.entry("Proposed", proposed.reference() + ", binds nobody until every author has it on record");
        page.entry("Channel", board.label(proposed.place().channel().hash().hex()));
        page.entry("Drafted", Shown.second(proposed.at()) + " (claimed)");
        page.entry(
                "From",
                String.join(
                        ", ",
                        proposed.authors().stream()
                                .map(author -> author.post().orElseThrow() + " (" + author.party() + ")")
                                .toList()));
        page.paper(paper);
        return List.copyOf(page.lines);
    }

    private static String author(NoteView.From author) {
        return author.post().map(post -> post + " (" + author.party() + ")").orElse(author.party());
    }

    private void paper(Paper paper) {
        entry("To", String.join(", ", paper.action()));
        entry("Information", String.join(", ", paper.information()));
        entry("Outside", String.join(", ", paper.outside()));
        entry("Precedence", paper.precedence());
        entry("Marking", marking(paper));
        entry("Form", board.title(paper.form()) + " (" + paper.form() + ")");
        paper.answers().ifPresent(leaf -> entry("Answers", named(leaf)));
        paper.refs().forEach(leaf -> entry("Refers to", named(leaf)));
        paper.amends().ifPresent(amends -> entry(capital(amends.act().word()), named(amends.earlier())));
        entry("Language", paper.language());
        entry("Subject", paper.subject());
        lines.add("");
        lines.addAll(Shown.wrapped(paper.text("text"), WIDTH));
        further(paper);
    }

    private static String marking(Paper paper) {
        String releasable = paper.releasableTo().isEmpty()
                ? ""
                : (paper.handling().isEmpty() ? "" : ", ") + "releasable to " + String.join(", ", paper.releasableTo());
        return paper.handling() + releasable;
    }

    private String named(LeafRef leaf) {
        return Optional.ofNullable(known.get(leaf))
                .map(note -> note.reference() + ": " + note.paper().subject())
                .orElseGet(() -> "leaf " + leaf.index() + " of " + leaf.origin());
    }

    /// The other fields, in the order of the form; what no form here names comes last.
    private void further(Paper paper) {
        SequencedSet<String> names = new LinkedHashSet<>();
        board.forms().latest(paper.form()).map(Form::fields).orElse(List.of()).stream()
                .map(FormField::name)
                .forEach(names::add);
        names.addAll(paper.fields().members().keySet());
        names.removeAll(BODY);
        names.retainAll(paper.fields().members().keySet());
        if (!names.isEmpty()) {
            lines.add("");
            names.forEach(name ->
                    entry(spaced(name), value(paper.fields().members().getOrDefault(name, Json.NULL))));
        }
    }

    private static String value(Json value) {
        return switch (value) {
            case Json.Str(String text) -> text;
            case Json.Bool(boolean flag) -> flag ? "yes" : "no";
            case Json.Arr(List<Json> items) ->
                String.join("; ", items.stream().map(NotePage::value).toList());
            case Json.Num(double number) ->
                number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
            case Json.Null _ -> "-";
            case Json.Obj _ -> "(an object)";
        };
    }

    /// `nextUpdate` as `Next update`.
    private static String spaced(String name) {
        return capital(name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private void history(NoteView note) {
        lines.add("");
        lines.add("What became of it (times as claimed)");
        List<NoteView.Step> steps = new ArrayList<>(note.marks());
        steps.sort(java.util.Comparator.comparing(NoteView.Step::at));
        steps.forEach(step -> lines.add("  " + Shown.second(step.at()) + "  " + Shown.line(told(step))));
        note.astray()
                .forEach(step -> lines.add("  " + Shown.second(step.at()) + "  "
                        + Shown.line(step.party() + " names another leaf at this place: it was shown another record")));
        lines.add("State: " + Shown.line(NoteState.of(note, board).words()));
    }

    private String told(NoteView.Step step) {
        String who = step.post().map(post -> post + " (" + step.party() + ")").orElse("the node of " + step.party());
        String what = switch (step.rung()) {
            case "holding" -> "holding reply" + by(step) + deadline(step);
            case "reply", "decline" -> (step.rung().equals("reply") ? "replied to" : "declined") + by(step);
            case "corrected", "cancelled", "superseded" -> step.rung() + by(step);
            case String rung ->
                rung + step.reason().map(reason -> ": " + reason).orElse("");
        };
        return who + ": " + what;
    }

    private String by(NoteView.Step step) {
        return Optional.ofNullable(known.get(step.by()))
                .map(note -> " in " + note.reference())
                .orElse("");
    }

    private String deadline(NoteView.Step step) {
        return Optional.ofNullable(known.get(step.by()))
                .map(note -> note.paper().text("answerBy"))
                .filter(time -> !time.isEmpty())
                .map(time -> ", answer announced for " + time)
                .orElse("");
    }

    private void entry(String label, String value) {
        if (value.isBlank()) {
            return;
        }
        List<String> wrapped = Shown.wrapped(value, WIDTH - LABEL);
        for (int i = 0; i < wrapped.size(); i++) {
            String head = i == 0 ? Shown.line(label) : "";
            lines.add(head + " ".repeat(Math.max(1, LABEL - Shown.length(head))) + wrapped.get(i));
        }
    }
}
