package firebreak.drill.cases;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.drill.LineForms;
import firebreak.drill.chronology.CaseEvent;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Chronology;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.EventId;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.CaseChannel;
import firebreak.drill.script.Kinds;
import firebreak.drill.script.Officers;
import firebreak.drill.script.Reference;
import firebreak.drill.script.Script;
import firebreak.drill.script.Step;
import firebreak.drill.script.Timeline;
import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What holds of every script, whatever the case: real cases shuffled and thinned, and cases out of a hat.
class ScriptPropertyTest {
    private static final Kinds KINDS = Kinds.standard();
    private static final List<String> WHO = List.of("RU", "RU-A", "UK", "UK-A", "UK-B", "UN", "UNSC", "CU", "public");
    private static final List<String> WHAT =
            List.of("letter", "reply", "denial", "decline", "action", "silence", "hum");

    @Test
    void shuffled_and_thinned_cases_are_refused_or_make_a_sound_script() throws IOException {
        int read = 0;
        for (CaseId id : CaseLibrary.ids()) {
            if (id.equals(id.base())) {
                for (int seed = 0; seed < 60; seed++) {
                    read += checked(shuffled(text(id), new Random(seed)), id + " seed " + seed) ? 1 : 0;
                }
            }
        }
        assertThat(read).as("some must be readable, or nothing is tested").isPositive();
    }

    @Test
    void cases_out_of_a_hat_make_sound_scripts() {
        for (int seed = 0; seed < 500; seed++) {
            assertThat(checked(drawn(new Random(seed)), "seed " + seed))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    private static boolean checked(String text, String what) {
        try {
            return switch (ChronologyReader.read("case.yaml", Bytes.ofUtf8(text))) {
                case Reading.Faulty(List<Fault> faults) -> faults.isEmpty();
                case Reading.Read(Chronology chronology) -> {
                    check(chronology, Script.of(chronology, KINDS, LineForms.ALL));
                    yield true;
                }
            };
        } catch (RuntimeException | AssertionError broken) {
            throw new AssertionError(what + ":\n" + text, broken);
        }
    }

    private static void check(Chronology chronology, Script script) {
        assertThat(script.steps())
                .extracting(Step::event)
                .isEqualTo(chronology.events().stream().map(CaseEvent::id).toList());
        assertThat(script.channels())
                .extracting(CaseChannel::label)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(script.channels()).extracting(CaseChannel::parties).doesNotHaveDuplicates();
        assertThat(script.channels()).allSatisfy(channel -> checkChannel(script, channel));
        script.everyone()
                .ifPresent(label -> assertThat(script.channel(label).parties())
                        .hasSize(script.cast().parties().size()));
        List<Step.Spoken> before = new ArrayList<>();
        for (Step.Spoken note : script.spoken()) {
            checkNote(script, note, before);
            before.add(note);
        }
        assertThat(Timeline.of(script).text().lines()).hasSameSizeAs(script.steps());
        assertThat(Officers.standard().in(script).never()).hasSizeLessThanOrEqualTo(1);
    }

    private static void checkChannel(Script script, CaseChannel channel) {
        assertThat(channel.parties()).hasSizeGreaterThan(1);
        assertThat(new TreeSet<>(channel.posts().stream()
                        .map(post -> partyOf(script, post))
                        .toList()))
                .as("every party of a channel, and no other, has a post in it")
                .isEqualTo(new TreeSet<>(channel.parties()));
    }

    private static void checkNote(Script script, Step.Spoken note, List<Step.Spoken> before) {
        CaseChannel channel = script.channel(note.channel());
        assertThat(channel.posts())
                .containsAll(note.authors())
                .containsAll(note.delivery().action());
        assertThat(note.delivery().action()).doesNotContainAnyElementsOf(note.authors());
        assertThat(note.authors())
                .extracting(post -> partyOf(script, post))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(note.references().stream().filter(ref -> ref.reach() == Reference.Reach.ANSWERED))
                .hasSizeLessThan(2);
        note.answers()
                .ifPresent(answered -> assertThat(before).anySatisfy(earlier -> {
                    assertThat(earlier.event()).isEqualTo(answered);
                    assertThat(earlier.channel()).isEqualTo(note.channel());
                    assertThat(earlier.delivery().action().stream().map(post -> partyOf(script, post)))
                            .containsAnyElementsOf(note.authors().stream()
                                    .map(post -> partyOf(script, post))
                                    .toList());
                }));
        assertThat(note.references()).allSatisfy(ref -> checkSeen(script, note, ref, before));
    }

    private static void checkSeen(Script script, Step.Spoken note, Reference ref, List<Step.Spoken> before) {
        EventId named = ref.event();
        boolean isNote = before.stream().anyMatch(earlier -> earlier.event().equals(named));
        assertThat(ref.reach() == Reference.Reach.TIMELINE).isEqualTo(!isNote);
        if (ref.reach() == Reference.Reach.OTHER_CHANNEL) {
            Step.Spoken earlier = before.stream()
                    .filter(one -> one.event().equals(named))
                    .findFirst()
                    .orElseThrow();
            assertThat(earlier.channel()).isNotEqualTo(note.channel());
            assertThat(script.channel(earlier.channel()).parties())
                    .containsAll(note.authors().stream()
                            .map(post -> partyOf(script, post))
                            .toList());
        }
    }

    private static PartyCode partyOf(Script script, PostCode post) {
        return script.cast().post(post).party();
    }

    private static String shuffled(String text, Random random) {
        int start = text.indexOf("  - id: ", text.indexOf("\nevents:"));
        List<String> events = new ArrayList<>(List.of(text.substring(start).split("(?m)^(?=  - id: )")));
        int swaps = random.nextInt(3);
        for (int i = 0; i < swaps; i++) {
            Collections.swap(events, random.nextInt(events.size()), random.nextInt(events.size()));
        }
        // dropping from the end keeps references whole, dropping anywhere may not
        events.subList(random.nextInt(1, events.size() + 1), events.size()).clear();
        if (random.nextBoolean() && events.size() > 1) {
            events.remove(random.nextInt(events.size()));
        }
        return text.substring(0, start) + String.join("", events);
    }

    private static String drawn(Random random) {
        StringBuilder text = new StringBuilder("""
                schema: chronology/1
                id: drawn
                title: Out of a hat
                parties: {RU: Russia, UK: United Kingdom, UN: United Nations, CU: Cuba}
                posts: {RU-A: a, UK-A: a, UK-B: b, UNSC: c}
                events:
                """);
        int events = random.nextInt(1, 12);
        for (int i = 0; i < events; i++) {
            text.append("  - {id: e" + i + ", at: \"2000-01-01T00:00:00Z\", precision: day, from: " + some(random, 1)
                    + ", to: " + some(random, 0) + ", kind: " + WHAT.get(random.nextInt(WHAT.size())) + ", refs: "
                    + refs(random, i) + ", summary: words}\n");
        }
        return text.toString();
    }

    private static List<String> some(Random random, int least) {
        List<String> codes = new ArrayList<>();
        for (int i = random.nextInt(least, 4); i > 0; i--) {
            codes.add(WHO.get(random.nextInt(WHO.size())));
        }
        return codes;
    }

    private static List<String> refs(Random random, int before) {
        List<String> refs = new ArrayList<>();
        for (int i = 0; before > 0 && i < random.nextInt(4); i++) {
            refs.add("e" + random.nextInt(before));
        }
        return refs;
    }

    private static String text(CaseId id) throws IOException {
        try (InputStream in = CaseLibrary.class.getResourceAsStream("/firebreak/cases/" + id + ".yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
