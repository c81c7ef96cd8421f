package firebreak.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.ChannelId;
import firebreak.encoding.FormatException;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Said;
import firebreak.note.Say;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Notes listed newest first, page by page.
final class NotePageTest {
    private static final ChannelId OTHER = new ChannelId(Say.hash("another agreement"));
    private static final List<ChannelId> BOTH = List.of(Say.CHANNEL, OTHER);
    private static final int NOTES = 23;

    /// Three notes at each time, in two channels and two records.
    private final List<Said> said = new ArrayList<>();

    NotePageTest() {
        for (int i = 0; i < NOTES; i++) {
            LeafRef leaf = Say.leaf(i % 2 == 0 ? "RU" : "UK", i);
            said.add(at(i % 5 == 0 ? OTHER : Say.CHANNEL, leaf, Say.NOON.plusSeconds(i / 3)));
        }
    }

    private static Said at(ChannelId channel, LeafRef leaf, Instant at) {
        Note note = Say.note("note " + leaf.index(), "RU-MOD");
        return new Said(
                channel,
                leaf,
                new Note(
                        note.place(),
                        note.authors(),
                        at,
                        note.reference(),
                        note.content(),
                        note.drafted(),
                        note.view()));
    }

    private Folded folded(long seed) {
        List<Said> shuffled = new ArrayList<>(said);
        Collections.shuffle(shuffled, new Random(seed));
        return Folded.of(shuffled);
    }

    private static List<NoteRow> paged(Notes notes, int limit) {
        List<NoteRow> all = new ArrayList<>();
        Optional<NoteCursor> next = Optional.empty();
        do {
            NotePage page = notes.newest(BOTH, next, limit);
            assertThat(page.notes()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.notes());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    @Test
    void pages_of_any_size_give_every_note_once_newest_first() {
        List<NoteRow> whole =
                new Notes(folded(0)).newest(BOTH, Optional.empty(), NOTES).notes();
        assertThat(whole).hasSize(NOTES);
        assertThat(whole)
                .extracting(row -> row.note().at())
                .isSortedAccordingTo(
                        java.util.Comparator.<Instant>naturalOrder().reversed());

        for (int limit = 1; limit <= NOTES + 1; limit++) {
            assertThat(paged(new Notes(folded(limit)), limit))
                    .as("limit %d", limit)
                    .isEqualTo(whole);
        }
    }

    @Test
    void the_last_page_says_so_whether_it_is_full_or_not() {
        Notes notes = new Notes(folded(1));

        assertThat(notes.newest(BOTH, Optional.empty(), NOTES).next()).isEmpty();
        assertThat(notes.newest(BOTH, Optional.empty(), NOTES + 1).next()).isEmpty();
        assertThat(notes.newest(BOTH, Optional.empty(), NOTES - 1).next()).isPresent();
        assertThat(notes.newest(List.of(), Optional.empty(), 1).notes()).isEmpty();
    }

    @Test
    void a_newer_note_that_comes_meanwhile_moves_no_page() {
        Folded folded = folded(2);
        Notes notes = new Notes(folded);
        NotePage first = notes.newest(BOTH, Optional.empty(), 5);
        List<NoteRow> before = notes.newest(BOTH, first.next(), 5).notes();

        Said newer = at(Say.CHANNEL, Say.leaf("RU", 1_000), Say.NOON.plusSeconds(1_000));
        folded.commit(Projection.fold(newer, folded));

        assertThat(notes.newest(BOTH, first.next(), 5).notes()).isEqualTo(before);
        assertThat(notes.newest(BOTH, Optional.empty(), 1).notes().getFirst().leaf())
                .isEqualTo(newer.at());
    }

    @Test
    void one_channel_is_listed_without_the_others() {
        assertThat(new Notes(folded(3))
                        .newest(List.of(OTHER), Optional.empty(), NOTES)
                        .notes())
                .extracting(NoteRow::channel)
                .hasSize(5)
                .containsOnly(OTHER);
    }

    @Test
    void a_place_reads_back_as_written_and_nothing_else_is_one() throws FormatException {
        NoteCursor place =
                new Notes(folded(4)).newest(BOTH, Optional.empty(), 1).next().orElseThrow();

        assertThat(NoteCursor.parse("after", place.text())).isEqualTo(place);
        for (String wrong : List.of("", "1", place.text() + "~", place.text().replace("/", ""), "x" + place.text())) {
            assertThatThrownBy(() -> NoteCursor.parse("after", wrong))
                    .as(wrong)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("after");
        }
    }
}
