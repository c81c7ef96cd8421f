package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.drill.chronology.Cast;
import firebreak.drill.script.Script;
import firebreak.drill.script.Step;
import firebreak.export.Columns;
import firebreak.export.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the line made of a case and of its variants, side by side.
final class Comparison {
    private static final String NONE = "none";

    private Comparison() {}

    /// One script after it was played.
    record Played(Script script, Summary summary) {}

    /// A table with one column for each play; times are those of the case and never finer than it knows them.
    static String of(List<Played> plays) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(line("side by side", plays, play -> play.script().id().value()));
        lines.add(line(
                "first event",
                plays,
                play -> shown(play.script().steps().stream().findFirst())));
        lines.add(line("first note to the other side", plays, play -> shown(firstNote(play.script()))));
        lines.add(line(
                "its form",
                plays,
                play -> firstNote(play.script())
                        .map(note -> note.form().value())
                        .orElse(NONE)));
        lines.add(line("notes", plays, play -> count(play.summary().total().notes())));
        lines.add(line("read", plays, play -> count(play.summary().total().read())));
        lines.add(
                line("acknowledged", plays, play -> count(play.summary().total().acknowledged())));
        lines.add(line("answered", plays, play -> count(play.summary().total().replied())));
        lines.add(line("unanswered", plays, play -> count(play.summary().total().unanswered())));
        lines.add(line(
                "longest wait",
                plays,
                play -> play.summary()
                        .total()
                        .longestWait()
                        .map(wait -> Columns.duration(wait.length()))
                        .orElse(NONE)));
        return Columns.of(lines);
    }

    private static List<String> line(String name, List<Played> plays, Function<Played, String> value) {
        List<String> line = new ArrayList<>(List.of(name));
        plays.forEach(play -> line.add(value.apply(play)));
        return line;
    }

    private static String count(long number) {
        return Long.toString(number);
    }

    private static String shown(Optional<? extends Step> step) {
        return step.map(found -> found.time().shown()).orElse(NONE);
    }

    private static Optional<Step.Spoken> firstNote(Script script) {
        return script.spoken().stream()
                .filter(note -> isToAnother(script.cast(), note))
                .findFirst();
    }

    private static boolean isToAnother(Cast cast, Step.Spoken note) {
        List<PartyCode> authors =
                note.authors().stream().map(post -> cast.post(post).party()).toList();
        return note.delivery().action().stream()
                .map(post -> cast.post(post).party())
                .anyMatch(party -> !authors.contains(party));
    }
}
