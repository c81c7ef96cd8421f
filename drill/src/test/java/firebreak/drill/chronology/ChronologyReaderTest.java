package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.SharedReference;
import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChronologyReaderTest {
    @Test
    void a_valid_file_becomes_records() {
        Chronology talks = Draft.read(Draft.VALID);

        assertThat(talks.id()).isEqualTo(new CaseId("talks-1"));
        assertThat(talks.label()).isEmpty();
        assertThat(talks.events())
                .extracting(CaseEvent::id)
                .extracting(EventId::value)
                .containsExactly("e01", "e02", "e03");
        CaseEvent claim = talks.events().getFirst();
        assertThat(claim.from()).containsExactly(post("RU-MOD"));
        assertThat(claim.to()).containsExactly(post("UK-MOD"), Code.PUBLIC, new Code.Outside("allies"));
        assertThat(claim.medium()).contains("telephone");
        assertThat(claim.basis()).contains("source");
        assertThat(claim.source()).contains("press");
        CaseEvent denial = talks.events().get(1);
        assertThat(denial.from()).containsExactly(party("UK"));
        assertThat(denial.to()).containsExactly(post("RU-MOD"));
        assertThat(denial.via()).containsExactly(new Code.Outside("courier"));
        assertThat(denial.refs()).containsExactly(new EventId("e01"));
        assertThat(talks.events().getLast().from()).containsExactly(party("RU"), party("UK"));
    }

    @ParameterizedTest
    @CsvSource({
        "black-brant-1995, 14, 2, 9",
        "brahmos-2022, 11, 2, 8",
        "cuba-1962, 24, 4, 10",
        "dirty-bomb-2022, 24, 8, 17"
    })
    void the_reference_cases_are_read_unmodified(String name, int events, int parties, int posts) {
        switch (ChronologyReader.read(name + ".yaml", SharedReference.chronology(name))) {
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
            case Reading.Read(Chronology chronology) -> {
                assertThat(chronology.id().value()).isEqualTo(name);
                assertThat(chronology.events()).hasSize(events);
                assertThat(chronology.cast().parties()).hasSize(parties);
                assertThat(chronology.cast().posts()).hasSize(posts);
                assertThat(chronology.rest().members()).containsKey("lessons");
            }
        }
    }

    @Test
    void keys_nobody_knows_are_kept() {
        String text = Draft.with("summary: A claim", "confidence: {level: 3, words: [a, ~]}\n    summary: A claim")
                + "sites: [{id: S1}]\n";
        Chronology talks = Draft.read(text);

        assertThat(talks.events().getFirst().rest())
                .isEqualTo(Json.object()
                        .with(
                                "confidence",
                                Json.object()
                                        .with("level", "3")
                                        .with("words", new Json.Arr(List.of(Json.of("a"), Json.NULL)))
                                        .build())
                        .build());
        assertThat(talks.rest().members()).containsOnlyKeys("sites");
    }

    @Test
    void a_post_belongs_to_the_longest_code_that_begins_its_own() {
        Chronology talks = Draft.read(Draft.with("UK: United Kingdom}", "UK: United Kingdom, UNSCX: Other}")
                .replace("UNSC: Security Council", "UNSC: Security Council\n  UNSCX-1: One"));

        assertThat(talks.cast().post(new PostCode("UNSC")).party()).isEqualTo(new PartyCode("UN"));
        assertThat(talks.cast().post(new PostCode("UNSCX-1")).party()).isEqualTo(new PartyCode("UNSCX"));
    }

    @Test
    void a_party_code_stands_for_its_first_declared_post() {
        Cast cast = Draft.read(Draft.VALID).cast();

        assertThat(cast.postFor(party("RU"))).contains(cast.post(new PostCode("RU-MOD")));
        assertThat(cast.party(new PartyCode("RU")).defaultPost().made()).isFalse();
        assertThat(cast.postFor(Code.PUBLIC)).isEmpty();
        assertThat(cast.postFor(new Code.Outside("allies"))).isEmpty();
    }

    @Test
    void a_party_without_posts_gets_a_made_one() {
        Cast cast = Draft.read(Draft.with("  UNSC: Security Council\n", "")).cast();

        assertThat(cast.party(new PartyCode("UN")).posts())
                .containsExactly(new CasePost(new PostCode("UN-GOV"), "Government", new PartyCode("UN"), true));
    }

    @Test
    void no_posts_at_all_is_no_fault() {
        String text = """
                schema: chronology/1
                id: a
                title: b
                parties: {AA: x, BB: y}
                events:
                  - {id: e, at: "2000-01-01T00:00:00Z", precision: hour, from: AA, to: BB, kind: k, summary: s}
                """;

        assertThat(Draft.read(text).cast().posts()).extracting(CasePost::made).containsExactly(true, true);
    }

    @Test
    void every_fault_of_a_file_is_told_at_once_and_in_order() {
        String text = Draft.VALID
                .replace("title: Two parties and an agency\n", "")
                .replace("precision: minute", "precision: second")
                .replace("refs: [e01, e02]", "refs: [e09]")
                .replace("from: RU-MOD", "from: SU-MOD");

        assertThat(Draft.faults(text))
                .containsExactly(
                        "talks.yaml:1: chronology, field title: found nothing, expected what the case is, in words",
                        "talks.yaml:13: event e01, field from: found 'SU-MOD', expected a declared party, a declared post"
                                + " or 'public'",
                        "talks.yaml:22: event e02, field precision: found 'second', expected one of minute, about, hour,"
                                + " part-of-day, day, range",
                        "talks.yaml:37: event e03, field refs: found 'e09', which is no event of this file, expected the"
                                + " id of an earlier event");
    }

    @Test
    void the_same_bytes_read_twice_give_the_same_chronology() {
        assertThat(Draft.read(Draft.VALID)).isEqualTo(Draft.read(Draft.VALID));
    }

    @Test
    void the_most_events_pass_and_one_more_is_refused() {
        assertThat(Draft.read(many(Chronology.MAX_EVENTS)).events()).hasSize(10_000);
        assertThat(Draft.onlyFault(many(Chronology.MAX_EVENTS + 1)))
                .isEqualTo("talks.yaml:6: chronology, field events: found 10001 events, expected 1 to 10000 events");
    }

    @Test
    void the_most_parties_and_posts_pass_and_one_more_is_refused() {
        assertThat(Draft.read(cast(64, 128)).cast().parties()).hasSize(64);
        assertThat(Draft.onlyFault(cast(65, 128))).contains("found 65 parties, expected 2 to 64 parties");
        assertThat(Draft.onlyFault(cast(64, 129))).contains("found 129 posts, expected at most 128 posts");
    }

    @Test
    void times_keep_the_interval_of_their_precision() {
        CaseTime range = Draft.read(Draft.VALID).events().getLast().time();

        assertThat(range.earliest()).isEqualTo(Instant.parse("2022-10-22T12:00:00Z"));
        assertThat(range.latest()).isEqualTo(Instant.parse("2022-10-23T12:00:00Z"));
    }

    @Test
    void a_reading_without_faults_is_no_faulty_reading() {
        assertThat(ChronologyReader.read("f", Bytes.EMPTY)).isInstanceOf(Reading.Faulty.class);
        assertThat(((Reading.Faulty) ChronologyReader.read("f", Bytes.EMPTY)).faults())
                .extracting(Fault::found)
                .containsExactly("no document");
    }

    private static String many(int events) {
        StringBuilder text =
                new StringBuilder("schema: chronology/1\nid: a\ntitle: b\nparties: {AA: x, BB: y}\nevents:\n");
        for (int i = 0; i < events; i++) {
            text.append("  - {id: e" + i
                    + ", at: \"2000-01-01T00:00:00Z\", precision: day, from: AA, to: BB, kind: letter, summary: s}\n");
        }
        return text.toString();
    }

    private static String cast(int parties, int posts) {
        StringBuilder text = new StringBuilder("schema: chronology/1\nid: a\ntitle: b\nparties:\n");
        for (int i = 0; i < parties; i++) {
            text.append("  P" + (100 + i) + ": name\n");
        }
        text.append("posts:\n");
        for (int i = 0; i < posts; i++) {
            text.append("  P" + (100 + i % 64) + "-" + i + ": name\n");
        }
        return text + "events:\n"
                + "  - {id: e, at: \"2000-01-01T00:00:00Z\", precision: day, from: P100, to: P101, kind: k, summary: s}\n";
    }

    private static Code party(String code) {
        return new Code.OfParty(new PartyCode(code));
    }

    private static Code post(String code) {
        return new Code.OfPost(new PostCode(code));
    }
}
