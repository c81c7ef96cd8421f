package firebreak.drill.script;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.LineForms;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.Reading;
import firebreak.encoding.Bytes;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String CASE = """
            schema: chronology/1
            id: talks-1
            title: Talks
            parties: {UK: United Kingdom, FR: France, US: United States}
            posts: {UK-M: Minister, UK-E: Embassy, FR-M: Minister, US-P: President}
            events:
              - {id: e1, at: "2022-10-21T12:34:00Z", precision: day, from: UK-M, to: [FR, press], kind: letter, summary: A letter.}
              - {id: e2, at: "2022-10-22T12:34:00Z", precision: about, from: [UK, US], to: [FR-M], kind: letter, summary: Two write.}
              - {id: e3, at: "2022-10-23T12:34:00Z", precision: minute, from: UK, to: [], kind: action, summary: Something is done.}
              - {id: e4, at: "2022-10-23T22:34:00Z", precision: part-of-day, from: FR, to: [UK], kind: silence, summary: No word.}
              - {id: e5, at: "2022-10-24T12:34:00Z", precision: hour, from: UK-E, to: [UK-M], kind: letter, basis: invented, summary: A report.}
            """;

    @Test
    void a_timeline_shows_every_step_with_times_no_finer_than_known() {
        assertThat(Timeline.of(script()).text()).isEqualTo("""
                        2022-10-21            note        UK-M to FR-M, press [FR-UK]: A letter
                        2022-10-22 about 12h  joint note  UK-M, US-P to FR-M [ALL]: Two write
                        2022-10-23 12:34      act         UK: Something is done
                        2022-10-23/24 night   silence     FR to UK: No word
                        2022-10-24 12h        inside      UK-E to UK-M: (invented) A report""");
    }

    @Test
    void entries_are_data_too() {
        Timeline.Entry first = Timeline.of(script()).entries().getFirst();

        assertThat(first.sort()).isEqualTo(Timeline.Sort.NOTE);
        assertThat(first.channel()).contains(new ChannelLabel("FR-UK"));
        assertThat(first.whom()).isEqualTo("FR-M, press");
        assertThat(first.invented()).isFalse();
    }

    private static Script script() {
        return switch (ChronologyReader.read("talks.yaml", Bytes.ofUtf8(CASE))) {
            case Reading.Read(var chronology) -> Script.of(chronology, Kinds.standard(), LineForms.ALL);
            case Reading.Faulty faulty -> throw new AssertionError(faulty.text());
        };
    }
}
