package firebreak.clock;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Note;
import firebreak.note.Place;
import firebreak.note.Precedence;
import firebreak.note.Receipt;
import firebreak.note.View;
import firebreak.record.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// AA asks, BB is asked. Hours count from noon.
class ClocksTest {
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");
    private static final PartyCode A = new PartyCode("AA");
    private static final PartyCode B = new PartyCode("BB");
    private static final PartyCode C = new PartyCode("CC");
    private static final Map<PartyCode, Origin> RECORDS =
            Map.of(A, Origin.random(new Random(1)), B, Origin.random(new Random(2)), C, Origin.random(new Random(3)));
    private static final Hash WITNESSED = Hash.of(Bytes.ofUtf8("an agreement with witnesses"));
    private static final Hash UNWITNESSED = Hash.of(Bytes.ofUtf8("an agreement without"));
    private static final Hash ASKS = Hash.of(Bytes.ofUtf8("a form that asks"));
    private static final Hash SAYS = Hash.of(Bytes.ofUtf8("a form that does not"));

    private final Testimony testimony = new Testimony();
    private final Map<LeafRef, Instant> witnessed = new HashMap<>();
    private final Map<LeafRef, Instant> deposited = new HashMap<>();
    private Hash agreement = WITNESSED;
    private long next;

    private final Times times = new Times() {
        @Override
        public Optional<Moment> of(LeafRef leaf, Hash named, Instant claimed) {
            return named.equals(UNWITNESSED)
                    ? Optional.of(new Moment(claimed, false))
                    : Optional.ofNullable(witnessed.get(leaf)).map(at -> new Moment(at, true));
        }

        @Override
        public Optional<Instant> deposited(LeafRef leaf, Hash named, PartyCode addressee) {
            return Optional.ofNullable(deposited.get(leaf));
        }
    };

    private static Origin record(PartyCode party) {
        return Objects.requireNonNull(RECORDS.get(party));
    }

    private static Instant hour(double hours) {
        return NOON.plus(Duration.ofMinutes(Math.round(60 * hours)));
    }

    private LeafRef leaf(PartyCode party, double witnessedAt) {
        LeafRef leaf = new LeafRef(record(party), next, Hash.of(Bytes.ofUtf8("leaf " + next)));
        next++;
        if (witnessedAt >= 0) {
            witnessed.put(leaf, hour(witnessedAt));
        }
        return leaf;
    }

    private Place place() {
        ChannelId channel = new ChannelId(WITNESSED);
        return new Place(Mode.EXERCISE, Optional.of(WITNESSED), channel, agreement);
    }

    private static Author author(PartyCode party, boolean post) {
        return new Author(
                party,
                post ? Optional.of(new PostCode(party + "-MOD")) : Optional.empty(),
                WITNESSED,
                record(party),
                0);
    }

    private LeafRef says(
            PartyCode by, String form, Hash hash, Optional<LeafRef> answers, Optional<Instant> answerBy, double at) {
        return says(List.of(by), by, form, hash, answers, answerBy, at);
    }

    private LeafRef says(
            List<PartyCode> authors,
            PartyCode in,
            String form,
            Hash hash,
            Optional<LeafRef> answers,
            Optional<Instant> answerBy,
            double at) {
        LeafRef leaf = leaf(in, at);
        Json.Builder fields = Json.object();
        answerBy.ifPresent(by -> fields.with("answerBy", by));
        Content content = new Content(
                form,
                hash,
                List.of(new PostCode(authors.contains(A) ? "BB-MOD" : "AA-MOD")),
                List.of(),
                List.of(),
                answers,
                List.of(),
                Optional.empty(),
                Precedence.ROUTINE,
                Marking.NONE,
                "en",
                fields.build());
        testimony.said(
                new ChannelId(WITNESSED),
                leaf,
                new Note(
                        place(),
                        authors.stream().map(party -> author(party, true)).toList(),
                        hour(Math.max(at, 0)),
                        "line/" + in + "/" + leaf.index(),
                        content,
                        View.NOTHING,
                        View.NOTHING));
        return leaf;
    }

    private LeafRef asks(Instant answerBy) {
        return says(A, "allegation", ASKS, Optional.empty(), Optional.of(answerBy), 0);
    }

    private LeafRef replies(LeafRef to, double at) {
        return says(B, "reply", SAYS, Optional.of(to), Optional.empty(), at);
    }

    private LeafRef holds(LeafRef to, Instant answerBy, double at) {
        return says(B, "holding-reply", SAYS, Optional.of(to), Optional.of(answerBy), at);
    }

    /// @param claimed what the receipt states
    private LeafRef receipts(PartyCode by, LeafRef of, double at, Instant claimed) {
        LeafRef leaf = leaf(by, at);
        testimony.said(
                new ChannelId(WITNESSED),
                leaf,
                new Receipt(
                        place(),
                        author(by, false),
                        claimed,
                        Receipt.Kind.DELIVERED,
                        of,
                        Optional.empty(),
                        View.NOTHING));
        return leaf;
    }

    private void receipts(PartyCode by, LeafRef of, double at) {
        receipts(by, of, at, hour(at));
    }

    private Clocks clocks() {
        Audience audience = new Audience(
                new TreeMap<>(Map.of(new PostCode("AA-MOD"), A, new PostCode("BB-MOD"), B)),
                new TreeSet<>(List.of(A, B, C)));
        return new Clocks(testimony, audience, times);
    }

    private Wait reading(double shown) {
        return clocks().waits(ASKS::equals, Optional.of(hour(shown))).getFirst();
    }

    @Test
    void a_note_is_tendered_when_both_it_and_the_receipt_are_witnessed() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        assertThat(reading(2).tendered()).contains(new Moment(hour(1), true));
        assertThat(reading(2).state()).isEqualTo(Wait.State.WAITING);
        assertThat(clocks().tenders()).isEqualTo(new Clocks.Tenders(1, 1, 0));
    }

    @Test
    void a_receipt_counts_when_it_is_witnessed_whatever_time_it_states() {
        LeafRef early = asks(hour(5));
        receipts(B, early, 3, hour(0));
        LeafRef late = asks(hour(5));
        receipts(B, late, 1, hour(20));
        assertThat(clocks().waits(ASKS::equals, Optional.empty()))
                .extracting(wait -> wait.tendered().map(Moment::at))
                .containsExactly(Optional.of(hour(3)), Optional.of(hour(1)));
    }

    @Test
    void without_a_witnessed_receipt_nothing_is_tendered_and_no_deadline_runs() {
        LeafRef note = asks(hour(5));
        receipts(B, note, -1);
        assertThat(reading(20).state()).isEqualTo(Wait.State.UNTENDERED);
        assertThat(reading(20).due()).isEmpty();
        assertThat(clocks().tenders()).isEqualTo(new Clocks.Tenders(1, 0, 0));
    }

    @Test
    void without_its_own_witness_time_a_note_is_not_tendered_though_it_was_receipted() {
        LeafRef note = says(A, "allegation", ASKS, Optional.empty(), Optional.of(hour(5)), -1);
        receipts(B, note, 1);
        assertThat(reading(20).state()).isEqualTo(Wait.State.UNTENDERED);
    }

    @Test
    void mailboxes_tender_to_one_that_gives_no_receipt_and_the_earlier_of_the_two_counts() {
        LeafRef note = asks(hour(5));
        deposited.put(note, hour(2));
        assertThat(reading(3).tendered()).contains(new Moment(hour(2), true));
        receipts(B, note, 4);
        assertThat(reading(3).tendered()).contains(new Moment(hour(2), true));
        deposited.put(note, hour(4.5));
        assertThat(reading(3).tendered()).contains(new Moment(hour(4), true));
    }

    @Test
    void a_note_is_overdue_once_what_is_shown_is_later_than_its_deadline() {
        receipts(B, asks(hour(5)), 1);
        assertThat(reading(5).state()).isEqualTo(Wait.State.WAITING);
        assertThat(reading(5.1).state()).isEqualTo(Wait.State.OVERDUE);
        assertThat(clocks().waits(ASKS::equals, Optional.empty()).getFirst().state())
                .isEqualTo(Wait.State.WAITING);
    }

    @Test
    void an_answer_counts_when_it_was_tendered_in_its_turn() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        LeafRef reply = replies(note, 2);
        assertThat(reading(20).state()).isEqualTo(Wait.State.OVERDUE);
        receipts(A, reply, 5);
        assertThat(reading(20).state()).isEqualTo(Wait.State.ANSWERED);
    }

    @Test
    void an_answer_tendered_after_the_deadline_is_late_and_says_what_was_missed() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        receipts(A, replies(note, 2), 5.1);
        assertThat(reading(6).state()).isEqualTo(Wait.State.LATE);
        assertThat(reading(6).missed()).contains(hour(5));
    }

    @Test
    void who_asked_cannot_make_an_answer_late_by_not_receipting_it() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        deposited.put(replies(note, 2), hour(3));
        assertThat(reading(20).state()).isEqualTo(Wait.State.ANSWERED);
    }

    @Test
    void a_holding_reply_moves_the_deadline_and_does_not_end_the_wait() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        receipts(A, holds(note, hour(10), 2), 2);
        assertThat(reading(6).state()).isEqualTo(Wait.State.WAITING);
        assertThat(reading(6).due()).contains(hour(10));
        assertThat(reading(11).state()).isEqualTo(Wait.State.OVERDUE);
        receipts(A, replies(note, 9), 9);
        assertThat(reading(11).state()).isEqualTo(Wait.State.ANSWERED);
    }

    @Test
    void a_holding_reply_after_the_deadline_moves_it_and_what_was_missed_stays_missed() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        receipts(A, holds(note, hour(10), 6), 6);
        assertThat(reading(7).state()).isEqualTo(Wait.State.WAITING);
        assertThat(reading(7).missed()).contains(hour(5));
        receipts(A, replies(note, 8), 8);
        assertThat(reading(9).state()).isEqualTo(Wait.State.LATE);
    }

    @Test
    void a_deadline_before_the_tender_is_none() {
        LeafRef note = asks(hour(5));
        receipts(B, note, 5);
        assertThat(reading(20).due()).isEmpty();
        assertThat(reading(20).state()).isEqualTo(Wait.State.WAITING);
    }

    @Test
    void without_witnesses_all_is_claimed_and_nothing_is_overdue_or_late() {
        agreement = UNWITNESSED;
        LeafRef note = asks(hour(5));
        receipts(B, note, 1);
        assertThat(reading(20).state()).isEqualTo(Wait.State.WAITING);
        assertThat(reading(20).tendered()).contains(new Moment(hour(1), false));
        receipts(A, replies(note, 8), 8);
        assertThat(reading(20).state()).isEqualTo(Wait.State.ANSWERED);
        assertThat(reading(20).missed()).isEmpty();
        assertThat(clocks().tenders()).isEqualTo(new Clocks.Tenders(2, 0, 2));
    }

    @Test
    void a_joint_note_is_tendered_when_all_its_authors_have_recorded_it() {
        List<PartyCode> both = List.of(A, C);
        LeafRef first = says(both, A, "allegation", ASKS, Optional.empty(), Optional.of(hour(5)), 0);
        receipts(B, first, 1);
        assertThat(clocks().waits(ASKS::equals, Optional.empty())).isEmpty();
        LeafRef second = leaf(C, 3);
        Note note = new Note(
                place(),
                both.stream().map(party -> author(party, true)).toList(),
                hour(0),
                "line/" + A + "/" + first.index(),
                testimony.at(first).orElseThrow().content(),
                View.NOTHING,
                View.NOTHING);
        testimony.said(new ChannelId(WITNESSED), second, note);
        assertThat(reading(4).tendered()).contains(new Moment(hour(3), true));
        assertThat(reading(4).from()).containsExactly(A, C);
    }
}
