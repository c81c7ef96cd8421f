package firebreak.twin;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A search for exports that the two judge differently. `-Dfirebreak.twin.rounds=N` makes it long,
/// `-Dfirebreak.twin.from=SEED` begins it elsewhere. What it has found stands in [FoundTest].
final class TwinTest {
    private static final int ROUNDS = Integer.getInteger("firebreak.twin.rounds", 60);
    private static final long FROM = Long.getLong("firebreak.twin.from", 0);

    @TempDir
    private Path folder;

    @Test
    void what_real_nodes_export_is_judged_alike() throws IOException {
        Verdicts verdicts = new Verdicts(folder);
        for (var export : Exports.all().entrySet()) {
            Verdicts.Both both = verdicts.of(export.getValue(), Optional.empty());
            assertThat(both.verifier()).as(export.getKey()).isEqualTo(both.core());
            assertThat(both.core().sound())
                    .as(export.getKey())
                    .isEqualTo(!export.getKey().equals("irregular itself"));
        }
    }

    @Test
    void a_fingerprint_is_compared_alike() throws IOException {
        Verdicts verdicts = new Verdicts(folder);
        for (Story.Kind kind : Story.Kind.values()) {
            Map<String, Bytes> files = Story.tell(Made.Hand.HONEST, kind).files;
            Hash right = Story.fingerprint(files, kind);
            for (Hash given : List.of(right, Hash.of(Bytes.EMPTY))) {
                Verdicts.Both both = verdicts.of(files, Optional.of(given));
                assertThat(both.core().sound()).isEqualTo(given.equals(right));
                assertThat(both.verifier()).isEqualTo(both.core());
            }
        }
    }

    /// Signed by those it binds, committed to by its leaf, and built upon.
    @Test
    void one_changed_payload_under_right_signatures_is_judged_alike() throws IOException {
        judge("changed payloads", (random, story) -> {
            String name = any(story.names, random);
            return Story.tell((at, payload) -> at.equals(name) ? Damage.json(payload, random) : payload, kind(random))
                    .files;
        });
    }

    @Test
    void one_lie_under_right_signatures_is_judged_alike() throws IOException {
        List<String> words = new ArrayList<>();
        Story.tell(
                (_, payload) -> {
                    words.addAll(Liar.words(payload));
                    return payload;
                },
                Story.Kind.CHARTERED);
        judge("lies", (random, story) -> {
            String name = any(story.names, random);
            return Story.tell(
                            (at, payload) -> at.equals(name) ? Liar.lie(payload, words, random) : payload, kind(random))
                    .files;
        });
    }

    /// The leaf commits to what came of it.
    @Test
    void one_signed_object_or_checkpoint_changed_after_signing_is_judged_alike() throws IOException {
        judge("changed signatures", (random, story) -> {
            List<String> names = new ArrayList<>(story.names);
            names.removeIf(name -> name.endsWith("form") || name.equals("export.json"));
            story.files.keySet().stream()
                    .filter(path -> path.endsWith("checkpoint"))
                    .forEach(names::add);
            String name = any(names, random);
            return Story.tell(Made.sealing(name, signed -> resealed(name, signed, random)), kind(random)).files;
        });
    }

    private static Bytes resealed(String name, Bytes signed, Random random) {
        if (!name.endsWith("checkpoint")) {
            Bytes changed =
                    random.nextBoolean() ? Damage.json(signed, random) : Liar.lie(signed, List.of("AA"), random);
            return isJson(changed) ? changed : signed;
        }
        String text = new String(signed.toArray(), StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = 4 + random.nextInt(2);
        switch (random.nextInt(5)) {
            case 0 -> lines.add(lines.get(line));
            case 1 -> lines.remove(line);
            case 2 -> lines.set(line, lines.get(line).replaceFirst("firebreak/[a-z2-7]*", "firebreak/witness"));
            case 3 -> lines.add(4, lines.remove(5));
            default -> {
                return Damage.json(signed, random);
            }
        }
        return Bytes.ofUtf8(String.join("\n", lines) + "\n");
    }

    private static boolean isJson(Bytes content) {
        try {
            Canonical.read("signed", content, 1 << 20);
            return true;
        } catch (FormatException malformed) {
            return false;
        }
    }

    @Test
    void damaged_files_are_judged_alike() throws IOException {
        List<Map<String, Bytes>> exports = new ArrayList<>(Exports.all().values());
        judge("damaged exports", (random, _) -> damaged(exports.get(random.nextInt(exports.size())), random));
    }

    private static Map<String, Bytes> damaged(Map<String, Bytes> export, Random random) {
        Map<String, Bytes> files = new TreeMap<>(export);
        List<String> paths = List.copyOf(files.keySet());
        List<String> neutrals = paths.stream()
                .filter(name -> name.contains("witnessed/") || name.contains("deposit/"))
                .toList();
        String path = any(neutrals.isEmpty() || random.nextInt(3) > 0 ? paths : neutrals, random);
        String other = any(paths, random);
        Bytes content = Objects.requireNonNull(files.get(path));
        switch (random.nextInt(8)) {
            case 0 -> files.remove(path);
            case 1 -> files.put(path, content.slice(0, random.nextInt(content.size())));
            case 2 -> files.put(path, content.plus(content));
            case 3 -> files.put(path, Objects.requireNonNull(files.put(other, content)));
            case 4 -> files.put(path + "x", content);
            case 5 -> files.put(path, Bytes.wrap(flipped(content, random)));
            default -> {
                Bytes changed = Damage.json(content, random);
                files.put(path, path.equals("export.json") ? Made.summed(changed) : changed);
                if (random.nextBoolean()) {
                    Made.listAgain(files, path);
                }
            }
        }
        return files;
    }

    private static Story.Kind kind(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Story.Kind.BACK;
            case 1 -> Story.Kind.BACK_OF_TWO_CHARTERS;
            default -> Story.Kind.CHARTERED;
        };
    }

    private static byte[] flipped(Bytes content, Random random) {
        byte[] flipped = content.toArray();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
    }

    private static String any(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    /// Makes the export of one seed.
    @FunctionalInterface
    private interface Maker {
        Map<String, Bytes> make(Random random, Made story) throws IOException;
    }

    /// Seeds in a row must not choose alike: the first choice of a `Random` among 32 is the same for all of them.
    private static Random mixed(long seed) {
        return Random.from(new SplittableRandom(seed));
    }

    private void judge(String what, Maker maker) throws IOException {
        Verdicts verdicts = new Verdicts(folder);
        Made story = Story.tell(Made.Hand.HONEST, Story.Kind.CHARTERED);
        List<String> differing = new ArrayList<>();
        int sound = 0;
        for (long seed = FROM; seed < FROM + ROUNDS; seed++) {
            Map<String, Bytes> files = maker.make(mixed(seed), story);
            try {
                Verdicts.Both both = verdicts.of(files, Optional.empty());
                sound += both.core().sound() ? 1 : 0;
                if (!both.core().equals(both.verifier())) {
                    differing.add(
                            "seed " + seed + "\n core says     " + both.core().besides(both.verifier())
                                    + "\n verifier says " + both.verifier().besides(both.core()));
                }
            } catch (IOException | RuntimeException leaked) {
                differing.add("seed " + seed + " " + leaked + " at " + leaked.getStackTrace()[0]);
            }
        }
        System.out.printf(
                "twins: %d %s from seed %d, %d of them sound, %d judged differently%n",
                ROUNDS, what, FROM, sound, differing.size());
        assertThat(differing).isEmpty();
    }
}
