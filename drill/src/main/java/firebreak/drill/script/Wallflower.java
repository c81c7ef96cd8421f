package firebreak.drill.script;

import firebreak.charter.PostCode;
import firebreak.drill.chronology.CasePost;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The post that is addressed most often and never writes; of equals the first in the order of the file.
final class Wallflower {
    private Wallflower() {}

    static Optional<PostCode> in(Script script) {
        List<Step.Spoken> notes = script.spoken();
        return script.cast().posts().stream()
                .map(CasePost::code)
                .filter(post -> addressed(notes, post) > 0)
                .filter(post -> notes.stream().noneMatch(note -> note.authors().contains(post)))
                .max(Comparator.comparingLong((PostCode post) -> addressed(notes, post))
                        .thenComparing(
                                post -> script.cast()
                                        .posts()
                                        .indexOf(script.cast().post(post)),
                                Comparator.reverseOrder()));
    }

    private static long addressed(List<Step.Spoken> notes, PostCode post) {
        return notes.stream()
                .filter(note -> note.delivery().action().contains(post))
                .count();
    }
}
