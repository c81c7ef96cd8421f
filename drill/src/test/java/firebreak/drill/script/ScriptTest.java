package firebreak.drill.script;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.LineForms;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.Code;
import firebreak.drill.chronology.EventId;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.Reference.Reach;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.note.Forms;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final String CAST = """
            schema: chronology/1
            id: talks-1
            title: Four parties
            parties: {US: United States, UK: United Kingdom, FR: France, CU: Cuba}
            posts: {US-P: President, US-S: Secretary, UK-M: Minister, UK-E: Embassy, FR-M: Minister}
            events:
            """;

    private int number;

    @Test
    void an_event_goes_to_the_channel_of_its_senders_and_addressees() {
        Script script =
                script(note("UK-M", "[FR-M, US-S, public]", "letter", ""), note("US-P", "[UK-M]", "letter", ""));

        assertThat(script.channels())
                .containsExactly(
                        new CaseChannel(
                                new ChannelLabel("FR-UK-US"), parties("FR", "UK", "US"), posts("US-S", "UK-M", "FR-M")),
                        new CaseChannel(new ChannelLabel("UK-US"), parties("UK", "US"), posts("US-P", "UK-M")));
        Step.NoteStep first = (Step.NoteStep) script.steps().getFirst();
        assertThat(first.channel()).isEqualTo(new ChannelLabel("FR-UK-US"));
        assertThat(first.author()).isEqualTo(new PostCode("UK-M"));
        assertThat(first.delivery().action()).isEqualTo(posts("FR-M", "US-S"));
        assertThat(first.delivery().outside()).containsExactly(Code.PUBLIC);
        assertThat(script.everyone()).isEmpty();
    }

    @Test
    void every_post_that_speaks_or_is_addressed_anywhere_in_the_case_is_in_the_channel() {
        Script script = script(note("UK-M", "US-P", "letter", ""), note("US-S", "UK-E", "letter", ""));

        assertThat(script.channels())
                .singleElement()
                .extracting(CaseChannel::posts)
                .isEqualTo(posts("US-P", "US-S", "UK-M", "UK-E"));
    }

    @Test
    void an_addressee_in_the_senders_own_party_stays_an_addressee_when_another_party_is_asked_too() {
        Step.NoteStep note = only(note("UK-M", "[UK-E, FR]", "letter", ""));

        assertThat(note.channel()).isEqualTo(new ChannelLabel("FR-UK"));
        assertThat(note.delivery().action()).isEqualTo(posts("UK-E", "FR-M"));
    }

    @Test
    void a_statement_to_the_public_or_to_outsiders_only_goes_to_everyone() {
        Script script = script(note("UK-M", "[public]", "denial", ""), note("US-P", "[press, UN]", "letter", ""));

        assertThat(script.everyone()).contains(new ChannelLabel("ALL"));
        CaseChannel all = script.channel(new ChannelLabel("ALL"));
        assertThat(all.parties()).isEqualTo(parties("CU", "FR", "UK", "US"));
        assertThat(all.posts()).isEqualTo(posts("US-P", "UK-M", "FR-M", "CU-GOV"));
        assertThat(script.spoken()).allSatisfy(note -> {
            assertThat(note.channel()).isEqualTo(new ChannelLabel("ALL"));
            assertThat(note.form()).isEqualTo(new FormName("public-statement"));
            assertThat(note.delivery().action()).isEmpty();
        });
        assertThat(script.spoken().getLast().delivery().outside())
                .containsExactly(new Code.Outside("press"), new Code.Outside("UN"));
    }

    @Test
    void with_two_parties_the_channel_of_all_is_their_own() {
        Script script = Script.of(
                read(CAST.replace(", FR: France, CU: Cuba", "").replace(", FR-M: Minister", "")
                        + note("UK-M", "[public]", "broadcast", "")
                        + note("UK-M", "[US]", "letter", "")),
                Kinds.standard(),
                LineForms.ALL);

        assertThat(script.channels())
                .extracting(channel -> channel.label().value())
                .containsExactly("UK-US");
        assertThat(script.everyone()).contains(new ChannelLabel("UK-US"));
    }

    @Test
    void several_parties_as_senders_make_one_joint_note() {
        Script script = script(note("[US, UK, UK-E]", "[FR, public]", "denial", ""));

        Step.JointNoteStep joint = (Step.JointNoteStep) script.steps().getFirst();
        assertThat(joint.authors()).isEqualTo(posts("UK-M", "US-P"));
        assertThat(joint.form()).isEqualTo(new FormName("joint-note"));
        assertThat(joint.channel()).isEqualTo(new ChannelLabel("FR-UK-US"));
        assertThat(joint.delivery().action()).isEqualTo(posts("FR-M"));
        assertThat(script.remarks()).contains(new Remark("event e1", "UK-E speaks too; another post of UK signs"));
    }

    @Test
    void senders_who_address_each_other_make_a_joint_note_that_asks_nobody() {
        Step.JointNoteStep joint = (Step.JointNoteStep)
                script(note("[US, UK]", "[US, UK]", "agreement", "")).steps().getFirst();

        assertThat(joint.channel()).isEqualTo(new ChannelLabel("UK-US"));
        assertThat(joint.delivery().action()).isEmpty();
    }

    @Test
    void a_joint_statement_to_the_public_goes_to_everyone() {
        Step.JointNoteStep joint = (Step.JointNoteStep)
                script(note("[US, UK]", "public", "denial", "")).steps().getFirst();

        assertThat(joint.channel()).isEqualTo(new ChannelLabel("ALL"));
        assertThat(joint.form()).isEqualTo(new FormName("joint-note"));
    }

    @Test
    void several_senders_of_one_party_make_a_note_that_one_of_them_signs() {
        Script script = script(note("[UK-E, UK-M]", "[FR]", "letter", ""));

        assertThat(((Step.NoteStep) script.steps().getFirst()).author()).isEqualTo(new PostCode("UK-E"));
        assertThat(script.channels().getFirst().posts()).contains(new PostCode("UK-M"));
        assertThat(script.remarks()).contains(new Remark("event e1", "UK-M speaks too; another post of UK signs"));
    }

    @Test
    void acts_and_silences_are_entries_of_the_timeline() {
        Script script = script(
                note("UK", "[]", "letter", ""),
                note("UK", "[FR, public]", "action", ""),
                note("public", "[FR]", "letter", ""),
                note("UK", "[FR]", "silence", ""));

        assertThat(script.channels()).isEmpty();
        assertThat(script.steps().subList(0, 3)).allMatch(Step.ActStep.class::isInstance);
        assertThat(((Step.ActStep) script.steps().get(1)).towards())
                .containsExactly(new Code.OfParty(new PartyCode("FR")), Code.PUBLIC);
        assertThat(script.steps().getLast()).isInstanceOf(Step.SilenceStep.class);
    }

    @Test
    void what_is_said_within_one_party_stays_inside() {
        Step.InternalStep inside = (Step.InternalStep)
                script(note("UK-E", "[UK, UK-E]", "letter", "")).steps().getFirst();

        assertThat(inside.party()).isEqualTo(new PartyCode("UK"));
        assertThat(inside.from()).isEqualTo(posts("UK-E"));
        assertThat(inside.to()).isEqualTo(posts("UK-M", "UK-E"));
    }

    @Test
    void a_reply_answers_a_note_to_its_authors_party_on_the_same_channel() {
        Script script = script(
                note("UK-M", "[US-P]", "allegation", ""),
                note("US-S", "[UK-M]", "denial", "[e1]"),
                note("US-S", "[UK-M]", "denial", ""),
                note("US-S", "[UK-M]", "request", "[e1]"),
                note("US-S", "[UK-M]", "decline", "[e1]"),
                note("US-S", "[UK-M]", "holding-reply", "[e1]") + "    fields: {answerBy: \"2022-10-25T00:00:00Z\"}\n");

        assertThat(forms(script))
                .containsExactly("allegation", "reply", "free-text", "free-text", "decline", "holding-reply");
        assertThat(script.spoken().get(1).answers()).contains(new EventId("e1"));
        assertThat(reach(script, 3)).containsExactly(Reach.SAME_CHANNEL);
        assertThat(script.spoken().get(3).answers()).isEmpty();
    }

    @Test
    void a_note_answers_one_and_refers_to_the_rest() {
        Script script = script(
                note("UK-M", "[US-P]", "letter", ""),
                note("UK-M", "[US-P]", "letter", ""),
                note("US-P", "[UK-M]", "reply", "[e2, e1]"));

        assertThat(reach(script, 2)).containsExactly(Reach.ANSWERED, Reach.SAME_CHANNEL);
        assertThat(script.spoken().getLast().answers()).contains(new EventId("e2"));
        assertThat(script.remarks())
                .contains(new Remark("event e3", "could answer e1 too; a note answers one, so this is a reference"));
    }

    @Test
    void a_note_of_ones_own_is_referred_to_and_not_answered() {
        Script script = script(note("UK-M", "[US]", "letter", ""), note("UK-E", "[US]", "reply", "[e1]"));

        assertThat(reach(script, 1)).containsExactly(Reach.SAME_CHANNEL);
        assertThat(forms(script)).containsExactly("free-text", "free-text");
    }

    @Test
    void a_reference_says_whether_the_author_can_point_to_it() {
        Script script = script(
                note("UK-M", "[US]", "letter", ""),
                note("UK-M", "[FR]", "letter", ""),
                note("UK-M", "[]", "action", ""),
                note("UK-M", "[UK-E]", "letter", ""),
                note("US", "[FR]", "reply", "[e1, e2, e3, e4]"));

        assertThat(reach(script, 4))
                .containsExactly(Reach.OTHER_CHANNEL, Reach.NOT_SEEN, Reach.TIMELINE, Reach.TIMELINE);
    }

    @Test
    void a_joint_note_can_point_only_to_what_all_its_authors_have() {
        Script script = script(
                note("UK-M", "[US]", "letter", ""),
                note("FR", "[US, UK]", "letter", ""),
                note("[US, UK]", "[FR]", "reply", "[e1, e2]"),
                note("[US, FR]", "[UK]", "reply", "[e1, e2]"));

        assertThat(reach(script, 2)).containsExactly(Reach.OTHER_CHANNEL, Reach.ANSWERED);
        assertThat(reach(script, 3)).containsExactly(Reach.NOT_SEEN, Reach.ANSWERED);
    }

    @Test
    void a_public_statement_answers_nothing_on_the_line() {
        Script script = script(note("UK-M", "[public]", "letter", ""), note("US", "[public]", "reply", "[e1]"));

        assertThat(reach(script, 1)).containsExactly(Reach.SAME_CHANNEL);
    }

    @Test
    void an_unknown_kind_is_free_text_and_remarked() {
        Script script = script(note("UK-M", "[US]", "semaphore", ""), note("UK-M", "[UK-E]", "whisper", ""));

        assertThat(forms(script)).containsExactly("free-text");
        assertThat(script.remarks())
                .contains(new Remark("event e1", "kind 'semaphore' is not known; sent as free-text"))
                .noneMatch(remark -> remark.text().contains("whisper"));
    }

    @Test
    void a_made_post_and_an_unheard_party_are_remarked() {
        assertThat(script(note("UK-M", "[US]", "letter", "")).remarks())
                .containsExactly(
                        new Remark("party CU", "the case names no post; CU-GOV was made and stands for it"),
                        new Remark("party FR", "takes part in no channel"),
                        new Remark("party CU", "takes part in no channel"));
    }

    @Test
    void the_public_beside_a_party_as_sender_is_remarked() {
        assertThat(script(note("[public, UK]", "[US]", "letter", "")).remarks())
                .contains(new Remark("event e1", "the public speaks too; it signs nothing"));
    }

    @Test
    void the_words_carry_source_and_medium() {
        Script script = with("letter", "    channel: cable\n    source: a book\n    basis: memory\n");

        Words words = script.steps().getFirst().words();
        assertThat(words.title()).isEqualTo("It happened");
        assertThat(words.medium()).contains("cable");
        assertThat(words.source()).contains("a book");
        assertThat(words.basis()).contains("memory");
        assertThat(words.invented()).isFalse();
        assertThat(words.fields()).isEmpty();
    }

    @Test
    void a_form_is_filled_with_the_fields_the_event_gives() {
        Script script = with(
                "invitation",
                "    fields: {places: Kyiv, samples: \"true\", begins: \"2022-10-25T00:00:00Z\", languages: [en, uk]}\n");

        assertThat(script.remarks()).noneMatch(remark -> remark.subject().equals("event e1"));
        assertThat(script.spoken().getFirst().words().fields())
                .containsEntry("places", Json.strings(List.of("Kyiv")))
                .containsEntry("samples", Json.of(true))
                .containsEntry("begins", Json.of("2022-10-25T00:00:00Z"))
                .containsEntry("languages", Json.strings(List.of("en", "uk")));
    }

    @Test
    void a_field_the_form_does_not_take_is_left_out_and_remarked() {
        Script script = with("invitation", "    fields: {samples: perhaps, colour: red}\n");

        assertThat(script.spoken().getFirst().form().value()).isEqualTo("invitation");
        assertThat(script.spoken().getFirst().words().fields()).isEmpty();
        assertThat(script.remarks())
                .contains(
                        new Remark(
                                "event e1",
                                "does not fit the form 'invitation' (samples: expected true or false;"
                                        + " colour: the form 'invitation' has no such field); sent as invitation in plain words"));
    }

    @Test
    void an_accident_that_says_too_little_for_its_form_is_free_text() {
        assertThat(forms(with("accident", ""))).containsExactly("free-text");
        assertThat(with("accident", "").remarks())
                .extracting(Remark::text)
                .anyMatch(text ->
                        text.contains("known: is required") && text.endsWith("sent as free-text in plain words"));
        assertThat(forms(
                        with("accident", "    fields: {known: a, unknown: b, nextUpdate: \"2022-10-25T00:00:00Z\"}\n")))
                .containsExactly("accident");
    }

    @Test
    void a_holding_reply_without_a_deadline_is_a_reply() {
        Script script = script(note("UK-M", "[US]", "letter", ""), note("US", "[UK]", "holding-reply", "[e1]"));

        assertThat(forms(script)).containsExactly("free-text", "reply");
        assertThat(script.spoken().getLast().answers()).contains(new EventId("e1"));
    }

    @Test
    void without_any_form_known_the_words_stand_alone() {
        Script script =
                Script.of(read(CAST + note("UK-M", "[US]", "accident", "")), Kinds.standard(), Forms.of(List.of()));

        assertThat(forms(script)).containsExactly("free-text");
        assertThat(script.spoken().getFirst().words().fields()).isEmpty();
    }

    @Test
    void a_public_statement_says_by_what_means_it_was_made() {
        Script script =
                script(note("UK-M", "[public]", "broadcast", "") + "    channel: radio\n    fields: {subject: x}\n");

        assertThat(script.spoken().getFirst().words().fields()).isEqualTo(Map.of("medium", Json.of("radio")));
    }

    @Test
    void a_script_that_knows_no_forms_keeps_what_the_events_give() {
        Script script = Script.of(
                read(CAST + note("UK-M", "[US]", "accident", "") + "    fields: {known: a, list: [b]}\n"),
                Kinds.standard());

        assertThat(forms(script)).containsExactly("accident");
        assertThat(script.spoken().getFirst().words().fields())
                .containsEntry("known", Json.of("a"))
                .containsEntry("list", Json.strings(List.of("b")));
    }

    private Script with(String kind, String more) {
        number = 0;
        return script(note("UK-M", "[US]", kind, "") + more);
    }

    private Script script(String... events) {
        return Script.of(read(CAST + String.join("", events)), Kinds.standard(), LineForms.ALL);
    }

    private Step.NoteStep only(String event) {
        return (Step.NoteStep) script(event).steps().getFirst();
    }

    private String note(String from, String to, String kind, String refs) {
        number++;
        return "  - id: e" + number + "\n    at: \"2022-10-21T12:00:00Z\"\n    precision: day\n    from: " + from
                + "\n    to: " + to + "\n    kind: " + kind + (refs.isEmpty() ? "" : "\n    refs: " + refs)
                + "\n    summary: It happened\n";
    }

    private static firebreak.drill.chronology.Chronology read(String text) {
        return switch (ChronologyReader.read("talks.yaml", Bytes.ofUtf8(text))) {
            case Reading.Read(var chronology) -> chronology;
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }

    private static List<String> forms(Script script) {
        return script.spoken().stream().map(note -> note.form().value()).toList();
    }

    private static List<Reach> reach(Script script, int step) {
        return script.steps().get(step).references().stream()
                .map(Reference::reach)
                .toList();
    }

    private static List<PartyCode> parties(String... codes) {
        return List.of(codes).stream().map(PartyCode::new).toList();
    }

    private static List<PostCode> posts(String... codes) {
        return List.of(codes).stream().map(PostCode::new).toList();
    }
}
