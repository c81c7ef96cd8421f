package firebreak.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.note.Amends;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Receipt;
import firebreak.note.Said;
import firebreak.note.Say;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private static final LeafRef NOTE = Say.leaf("RU", 1);
    private static final Note PLAIN = Say.note("RU-UK/RU/0/1", "RU-MOD");
    private static final PartyCode UK = new PartyCode("UK");

    /// One of everything, and some of it twice.
    private static final List<Said> ALL = List.of(
            Say.said(NOTE, PLAIN),
            receipt(1, Receipt.Kind.DELIVERED, "UK", 1),
            receipt(2, Receipt.Kind.READ, "UK-MOD", 2),
            receipt(3, Receipt.Kind.READ, "UK-MOD", 3),
            receipt(4, Receipt.Kind.ACKNOWLEDGED, "UK-MOD", 4),
            receipt(5, Receipt.Kind.HELD, "UK", 5),
            receipt(6, Receipt.Kind.HELD, "UK", 6),
            answer(7, "holding-reply", 7),
            answer(8, "holding-reply", 8),
            answer(9, "reply", 9),
            answer(10, "reply", 10),
            answer(11, "decline", 11),
            Say.said(Say.leaf("RU", 2), Say.amending(Amends.Act.CORRECTS, NOTE, "RU-MOD")),
            Say.said(Say.leaf("UK", 12), Say.amending(Amends.Act.CANCELS, NOTE, "UK-MOD")),
            Say.said(Say.leaf("RU", 3), Say.note("joint", "RU-MFA", "UK-MFA")),
            Say.said(Say.leaf("UK", 13), Say.note("joint", "RU-MFA", "UK-MFA")));

    private static Said receipt(long index, Receipt.Kind kind, String by, int minutes) {
        return Say.said(Say.leaf("UK", index), Say.receipt(kind, NOTE, by, Say.NOON.plusSeconds(60L * minutes)));
    }

    private static Said answer(long index, String form, int minutes) {
        return Say.said(Say.leaf("UK", index), Say.answer(form, NOTE, "UK-MOD", Say.NOON.plusSeconds(60L * minutes)));
    }

    private static NoteRow row(Folded folded) {
        return new Notes(folded).at(Say.CHANNEL, NOTE.origin(), NOTE.index()).orElseThrow();
    }

    private static List<LeafRef> by(List<Mark> marks) {
        return marks.stream().map(Mark::by).toList();
    }

    @Test
    void each_rung_names_who_when_and_by_which_leaf() {
        NoteRow row = row(Folded.of(ALL));
        assertThat(row.note()).isEqualTo(PLAIN);
        assertThat(row.leaf()).isEqualTo(NOTE);
        assertThat(row.ladder().at(Rung.DELIVERED)).singleElement().satisfies(mark -> {
            assertThat(mark.party()).isEqualTo(UK);
            assertThat(mark.post()).isEmpty();
            assertThat(mark.at()).isEqualTo(Say.NOON.plusSeconds(60));
            assertThat(mark.by()).isEqualTo(Say.leaf("UK", 1));
        });
        assertThat(row.ladder().at(Rung.HELD))
                .singleElement()
                .satisfies(mark -> assertThat(mark.reason()).contains("it mixes live and exercise"));
    }

    @Test
    void of_repeated_steps_the_first_counts_but_for_held_and_holding_the_last() {
        NoteRow row = row(Folded.of(ALL));
        assertThat(by(row.ladder().at(Rung.READ))).containsExactly(Say.leaf("UK", 2));
        assertThat(by(row.ladder().at(Rung.HELD))).containsExactly(Say.leaf("UK", 6));
        assertThat(by(row.ladder().at(Rung.HOLDING))).containsExactly(Say.leaf("UK", 8));
        assertThat(by(row.answers())).containsExactly(Say.leaf("UK", 9), Say.leaf("UK", 11));
    }

    @Test
    void a_note_is_amended_by_its_own_authors_only() {
        assertThat(row(Folded.of(ALL)).amendments())
                .singleElement()
                .satisfies(mark -> assertThat(mark.rung()).isEqualTo(Rung.CORRECTED));
    }

    @Test
    void equal_records_give_equal_bytes_in_whatever_order_they_come() {
        Folded expected = Folded.of(ALL);
        assertThat(Folded.atOnce(ALL).rows).isEqualTo(expected.rows);
        for (int seed = 0; seed < 200; seed++) {
            List<Said> shuffled = new ArrayList<>(ALL);
            Random random = new Random(seed);
            shuffled.addAll(ALL.subList(0, random.nextInt(ALL.size())));
            Collections.shuffle(shuffled, random);
            assertThat(Folded.of(shuffled).rows).as("seed %d", seed).isEqualTo(expected.rows);
        }
    }

    @Test
    void a_receipt_may_come_before_its_note_and_shows_once_the_note_is_there() {
        Folded folded = Folded.of(List.of(ALL.get(1)));
        assertThat(new Notes(folded).at(Say.CHANNEL, NOTE.origin(), NOTE.index()))
                .isEmpty();
        assertThat(new Notes(folded).of(Say.CHANNEL, Optional.empty(), 10)).isEmpty();
        folded.commit(Projection.fold(ALL.getFirst(), folded));
        assertThat(row(folded).ladder().at(Rung.DELIVERED)).hasSize(1);
    }

    @Test
    void a_repeated_receipt_writes_nothing() {
        Folded folded = Folded.of(ALL);
        assertThat(Projection.fold(ALL.get(1), folded)).isEmpty();
    }

    @Test
    void a_mark_about_another_leaf_at_that_place_is_kept_apart() {
        LeafRef forked = new LeafRef(NOTE.origin(), NOTE.index(), Say.hash("another leaf"));
        Said astray = Say.said(Say.leaf("UA", 1), Say.receipt(Receipt.Kind.DELIVERED, forked, "UA", Say.NOON));
        NoteRow row = row(Folded.of(List.of(ALL.getFirst(), astray)));
        assertThat(row.ladder().marks()).isEmpty();
        assertThat(by(row.astray())).containsExactly(Say.leaf("UA", 1));
    }

    @Test
    void a_joint_note_is_proposed_until_every_author_has_recorded_it() {
        Note joint = Say.note("joint", "RU-MFA", "UK-MFA");
        Folded folded = Folded.of(List.of(Say.said(Say.leaf("RU", 3), joint)));
        assertThat(new Notes(folded).withReference("joint")).singleElement().satisfies(row -> {
            assertThat(row.proposed()).isTrue();
            assertThat(row.awaited()).containsExactly(UK);
        });
        folded.commit(Projection.fold(Say.said(Say.leaf("UK", 13), joint), folded));
        assertThat(new Notes(folded).withReference("joint")).hasSize(2).noneMatch(NoteRow::proposed);
    }

    @Test
    void a_proposed_joint_reply_answers_nobody_yet() {
        Note reply = Say.note(
                "joint reply",
                Say.content("reply", Optional.of(NOTE)),
                firebreak.note.View.NOTHING,
                "UA-MFA",
                "UK-MFA");
        Folded folded = Folded.of(List.of(ALL.getFirst(), Say.said(Say.leaf("UA", 1), reply)));
        assertThat(row(folded).answers()).isEmpty();
        folded.commit(Projection.fold(Say.said(Say.leaf("UK", 1), reply), folded));
        assertThat(row(folded).answers()).extracting(Mark::party).containsExactly(new PartyCode("UA"), UK);
    }

    @Test
    void notes_are_found_by_reference_and_listed_in_pages() {
        Folded folded = Folded.of(ALL);
        Notes notes = new Notes(folded);
        assertThat(notes.withReference("RU-UK/RU/0/1"))
                .extracting(NoteRow::leaf)
                .containsExactly(NOTE);
        assertThat(notes.withReference("RU-UK/RU/0/2")).isEmpty();
        List<NoteRow> all = notes.of(Say.CHANNEL, Optional.empty(), 100);
        assertThat(all).hasSize(10);
        List<NoteRow> paged = new ArrayList<>(notes.of(Say.CHANNEL, Optional.empty(), 3));
        while (paged.size() < all.size()) {
            paged.addAll(notes.of(Say.CHANNEL, Optional.of(paged.getLast().leaf()), 3));
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void a_row_for_programs_has_a_list_for_each_rung() {
        Json.Obj json = row(Folded.of(ALL)).toJson();
        assertThat(json.members())
                .containsKeys("delivered", "held", "read", "acknowledged", "holding", "answered", "amended")
                .containsEntry("reference", Json.of("RU-UK/RU/0/1"))
                .containsEntry("subject", Json.of("A subject"))
                .containsEntry("text", Json.of("A text."));
    }

    @Test
    void a_damaged_row_is_told_and_never_taken_for_an_absent_one() {
        Folded folded = Folded.of(ALL);
        String key = "ladder/" + Keys.note(Say.CHANNEL, NOTE.origin(), NOTE.index());
        folded.commit(List.of(new Write.Put(Table.NOTE, key, Bytes.ofUtf8("{}"))));
        assertThatThrownBy(() -> Projection.fold(ALL.get(1), folded))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("damaged row");
    }
}
