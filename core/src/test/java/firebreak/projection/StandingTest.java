package firebreak.projection;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.note.Amends;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Said;
import firebreak.note.Say;
import firebreak.note.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Of what a post says in such forms its last word holds, in whatever order the words come.
class StandingTest {
    private static Said says(long index, String form, String post) {
        Note note = Say.note(post + " " + index, Say.content(form, Optional.empty()), View.NOTHING, post);
        return Say.said(Say.leaf(post.substring(0, 2), index), note);
    }

    private static List<String> references(List<Said> said, String form) {
        return new Notes(Folded.of(said))
                .standing(Say.CHANNEL, form).stream()
                        .map(row -> row.note().reference())
                        .toList();
    }

    @Test
    void the_last_word_of_each_post_holds_whatever_order_they_come_in() {
        List<Said> said = new ArrayList<>(List.of(
                says(1, Notes.LINE_STATUS, "RU-MOD"),
                says(5, Notes.LINE_STATUS, "RU-MOD"),
                says(3, Notes.LINE_STATUS, "RU-MOD"),
                says(2, Notes.LINE_STATUS, "RU-CGS"),
                says(7, Notes.DIRECTORY_ENTRY, "RU-MOD"),
                says(9, "free-text", "RU-MOD")));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(said, new Random(seed));
            assertThat(references(said, Notes.LINE_STATUS)).as("seed %d", seed).containsExactly("RU-CGS 2", "RU-MOD 5");
            assertThat(references(said, Notes.DIRECTORY_ENTRY)).containsExactly("RU-MOD 7");
        }
    }

    @Test
    void a_word_that_its_author_cancelled_is_none_and_nobody_else_can_cancel_it() {
        LeafRef word = Say.leaf("RU", 5);
        Said declared = says(5, Notes.LINE_STATUS, "RU-MOD");
        Said another = Say.said(Say.leaf("UK", 6), Say.amending(Amends.Act.CANCELS, word, "UK-MOD"));
        assertThat(references(List.of(declared, another), Notes.LINE_STATUS)).hasSize(1);
        Said own = Say.said(Say.leaf("RU", 6), Say.amending(Amends.Act.CANCELS, word, "RU-MOD"));
        assertThat(references(List.of(declared, own), Notes.LINE_STATUS)).isEmpty();
    }
}
