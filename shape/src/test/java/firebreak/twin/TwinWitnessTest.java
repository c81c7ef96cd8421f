package firebreak.twin;

import static firebreak.twin.Made.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointNote;
import firebreak.twin.Made.Signing;
import firebreak.twin.Made.Someone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What witnesses sign, damaged and by liars: each in words, then drawn. `-Dfirebreak.twin.rounds=N` makes it long,
/// `-Dfirebreak.twin.from=SEED` begins it elsewhere.
final class TwinWitnessTest {
    private static final int ROUNDS = Integer.getInteger("firebreak.twin.rounds", 60);
    private static final long FROM = Long.getLong("firebreak.twin.from", 0);
    private static final int OWN = 4;
    private static final int FIRST = 6;
    private static final String HERE = "witnessed/9";
    private static final String LAST = "mirror/EE/witnessed/last";
    private static final Instant LATE = Instant.parse("9999-12-31T23:59:59Z");

    @TempDir
    private Path folder;

    private final Map<String, Bytes> files = new TreeMap<>(Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED).files);

    private String clocks(boolean sound) throws IOException {
        Path fresh = Files.createTempDirectory(folder, "export");
        Verdicts.Both both = new Verdicts(fresh).of(files, Optional.empty());
        assertThat(both.verifier()).isEqualTo(both.core());
        assertThat(both.core().sound()).as(both.core().says()).isEqualTo(sound);
        return both.core()
                .says()
                .lines()
                .filter(line -> line.startsWith("clocks"))
                .findFirst()
                .orElseThrow();
    }

    private Bytes content(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    private List<String> lines(String path) {
        return new ArrayList<>(new String(content(path).toArray(), StandardCharsets.UTF_8)
                .lines()
                .toList());
    }

    private void put(String path, List<String> lines) {
        Made.put(files, path, Bytes.ofUtf8(String.join("\n", lines) + "\n"));
    }

    private Checkpoint checkpoint(String path) {
        try {
            return CheckpointNote.parse(path, content(path)).checkpoint();
        } catch (FormatException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Someone owner(String path) {
        return path.startsWith("mirror/BB") ? Story.B : path.startsWith("mirror/EE") ? Story.E : Story.A;
    }

    private static Signing signed(Someone witness, int minute) {
        return new Signing(witness, NOON.plus(Duration.ofMinutes(minute)));
    }

    private void sign(String path, Signing... signings) {
        Made.put(files, path, Made.cosigned(checkpoint(path), owner(path), signings));
    }

    private static List<String> at(List<String> lines, int index, List<String> instead) {
        lines.remove(index);
        lines.addAll(index, instead);
        return lines;
    }

    /// What is told without a file that matters.
    private String without(String path) throws IOException {
        Bytes content = content(path);
        String with = clocks(true);
        Made.remove(files, path);
        String clocks = clocks(true);
        Made.put(files, path, content);
        assertThat(with).isNotEqualTo(clocks);
        return clocks;
    }

    private String other() {
        return files.keySet().stream()
                .filter(path -> path.startsWith("witnessed/") && !path.equals(HERE))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_story_has_a_wait_of_every_state() throws IOException {
        assertThat(clocks(true))
                .contains("\"shown\":\"2026-03-01T22:00:00Z\"", "\"state\":\"answered\"", "\"answered late\"")
                .contains("\"overdue\"", "\"waiting\"", "\"not proved tendered\"", "\"proved\":false");
    }

    @Test
    void a_file_with_a_line_too_many_too_few_or_bad_is_a_fault_and_makes_no_time() throws IOException {
        String without = without(HERE);
        List<String> right = lines(HERE);
        assertThat(right).hasSize(10);
        for (UnaryOperator<List<String>> damage : List.<UnaryOperator<List<String>>>of(
                lines -> at(lines, FIRST, List.of()),
                lines -> at(lines, FIRST + 1, List.of()),
                lines -> at(lines, OWN, List.of()),
                lines -> at(lines, FIRST, List.of(lines.get(FIRST), lines.get(FIRST))),
                lines -> at(lines, OWN, List.of(lines.get(OWN), lines.get(OWN))),
                lines -> at(lines, FIRST, List.of(lines.get(FIRST).replace("/CC ", "/EE "))),
                lines -> at(lines, FIRST, List.of(lines.get(FIRST).replace("/CC ", "/DD "))),
                lines -> at(lines, FIRST, List.of(lines.get(FIRST), "— firebreak/witness/XX AAAAAAA=")),
                lines -> at(lines, FIRST, List.of(lines(other()).get(FIRST))),
                lines -> at(lines, OWN, List.of(lines(other()).get(OWN))))) {
            put(HERE, damage.apply(new ArrayList<>(right)));
            assertThat(clocks(false)).isEqualTo(without);
        }
    }

    @Test
    void a_pair_of_one_who_is_no_witness_is_a_fault() throws IOException {
        String without = without(HERE);
        sign(HERE, signed(Story.C, 9), signed(Story.D, 10), signed(Story.E, 10));
        assertThat(clocks(false)).isEqualTo(without);
    }

    @Test
    void lines_in_another_order_are_the_same() throws IOException {
        String right = clocks(true);
        List<String> lines = lines(HERE);
        Collections.reverse(lines.subList(OWN, lines.size()));
        put(HERE, lines);
        assertThat(clocks(true)).isEqualTo(right);
    }

    /// Signed by its owner and by witnesses, all the same.
    @Test
    void a_checkpoint_with_another_root_is_a_fault_and_makes_no_time() throws IOException {
        String without = without(HERE);
        Checkpoint forked = new Checkpoint(checkpoint(HERE).origin(), 9, Hash.of(Bytes.ofUtf8("another")));
        Made.put(files, HERE, Made.cosigned(forked, Story.A, signed(Story.C, 1), signed(Story.D, 1)));
        assertThat(clocks(false)).isEqualTo(without);
    }

    @Test
    void a_checkpoint_of_another_record_or_signed_by_another_is_a_fault() throws IOException {
        String without = without(HERE);
        Made.put(files, HERE, content("mirror/BB/witnessed/3"));
        assertThat(clocks(false)).isEqualTo(without);
        Checkpoint right = new Checkpoint(
                checkpoint(other()).origin(), 9, checkpoint(other()).root());
        Made.put(files, HERE, Made.cosigned(right, Story.B, signed(Story.C, 1), signed(Story.D, 1)));
        assertThat(clocks(false)).isEqualTo(without);
    }

    @Test
    void only_the_name_of_its_own_size_is_right() throws IOException {
        String right = clocks(true);
        Map<String, Bytes> before = new TreeMap<>(files);
        for (String name : List.of(
                "0", "01", "09", "7", "10x", "-1", "99", "9007199254740993", "99999999999999999999", "latest")) {
            Made.put(files, "witnessed/" + name, content(HERE));
            assertThat(clocks(false)).as(name).isEqualTo(right);
            files.clear();
            files.putAll(before);
        }
        Made.put(files, "mirror/XX/witnessed/1", content(HERE));
        assertThat(clocks(false)).isEqualTo(right);
    }

    @Test
    void one_liar_of_two_who_are_needed_moves_nothing_ahead() throws IOException {
        sign(LAST, signed(Story.C, 600), new Signing(Story.D, LATE));
        assertThat(clocks(true)).contains("\"shown\":\"2026-03-01T22:00:00Z\"");
        sign(LAST, new Signing(Story.C, LATE), new Signing(Story.D, LATE));
        assertThat(clocks(true)).contains("\"shown\":\"9999-12-31T23:59:59Z\"");
        sign(LAST);
        assertThat(clocks(true)).doesNotContain("22:00:00Z");
    }

    /// With the keys of both its manifests; the earlier counts, everywhere.
    @Test
    void a_witness_that_signs_twice_counts_once() throws IOException {
        sign(LAST, signed(Story.C, 600), signed(Story.LATER_C, 700));
        assertThat(clocks(true)).doesNotContain("\"shown\":\"2026-03-01T22", "\"shown\":\"2026-03-01T23");
        sign(LAST, signed(Story.LATER_C, 700), signed(Story.C, 500), signed(Story.D, 550));
        assertThat(clocks(true)).contains("\"shown\":\"2026-03-01T20:20:00Z\"");
    }

    @Test
    void of_a_pair_with_two_times_the_later_counts() throws IOException {
        sign(LAST, signed(Story.C, 600), signed(Story.D, 900));
        List<String> early = lines(LAST);
        sign(LAST, signed(Story.C, 800), signed(Story.D, 900));
        put(LAST, at(lines(LAST), FIRST, List.of(early.get(FIRST))));
        assertThat(clocks(true)).contains("\"shown\":\"2026-03-02T01:20:00Z\"");
    }

    @Test
    void lines_under_a_manifest_that_is_left_out_are_a_strangers() throws IOException {
        Made.remove(files, "manifest/CC/0002.json");
        clocks(false);
        Made.remove(files, "manifest/CC/0001.json");
        clocks(false);
        Made.remove(files, "manifest/DD/0001.json");
        clocks(false);
    }

    @Test
    void without_what_witnesses_signed_nothing_is_proved() throws IOException {
        for (String path : List.copyOf(files.keySet())) {
            if (path.contains("witnessed/")) {
                Made.remove(files, path);
            }
        }
        assertThat(clocks(true)).contains("\"proved\":0").doesNotContain("shown", "overdue", "missed");
    }

    /// Few faults and many times.
    @Test
    void drawn_times_are_reckoned_alike() throws IOException {
        List<String> paths = files.keySet().stream()
                .filter(path -> path.contains("witnessed/"))
                .toList();
        Map<String, Bytes> right = new TreeMap<>(files);
        Verdicts verdicts = new Verdicts(folder);
        List<String> differing = new ArrayList<>();
        int sound = 0;
        for (long seed = FROM; seed < FROM + ROUNDS; seed++) {
            Random random = new Random(seed);
            files.clear();
            files.putAll(right);
            for (int i = random.nextInt(8); i >= 0; i--) {
                draw(paths.get(random.nextInt(paths.size())), random);
            }
            Verdicts.Both both = verdicts.of(files, Optional.empty());
            sound += both.core().sound() ? 1 : 0;
            if (!both.core().equals(both.verifier())) {
                differing.add("seed " + seed + "\n core " + both.core().besides(both.verifier()) + "\n verifier "
                        + both.verifier().besides(both.core()));
            }
        }
        System.out.printf("twins: %d drawn times from seed %d, %d of them sound%n", ROUNDS, FROM, sound);
        assertThat(differing).isEmpty();
        assertThat(sound).isPositive();
    }

    private void draw(String path, Random random) {
        if (!files.containsKey(path)) {
            return;
        }
        if (random.nextInt(8) == 0) {
            Made.remove(files, path);
            return;
        }
        List<Someone> willing = new ArrayList<>(List.of(Story.C, Story.LATER_C, Story.D));
        if (random.nextInt(40) == 0) {
            willing.add(Story.E);
        }
        Collections.shuffle(willing, random);
        sign(
                path,
                willing.subList(0, random.nextInt(willing.size() + 1)).stream()
                        .map(witness -> signed(witness, random.nextInt(200) * (random.nextInt(4) + 1)))
                        .toArray(Signing[]::new));
    }
}
