package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.drill.yaml.Fault;
import firebreak.encoding.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is done to a valid file, it is read or refused with faults of one line each; nothing is thrown.
class ChronologyFuzzTest {
    private static final int ROUNDS = 400;

    @Test
    void shuffled_events_are_read_or_refused() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            assertReadOrRefused(shuffled(new Random(seed)), seed);
        }
    }

    @Test
    void shuffled_lines_are_read_or_refused() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            List<String> lines = new ArrayList<>(Draft.VALID.lines().toList());
            Collections.shuffle(lines, new Random(seed));
            assertReadOrRefused(Bytes.ofUtf8(String.join("\n", lines)), seed);
        }
    }

    @Test
    void changed_bytes_are_read_or_refused() {
        for (int seed = 0; seed < 4 * ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = Draft.VALID.getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertReadOrRefused(Bytes.wrap(bytes), seed);
        }
    }

    @Test
    void inserted_syntax_is_read_or_refused() {
        String[] pieces = {
            "\"\\U99999999\"",
            "&a ",
            "*a",
            "- ",
            "? ",
            ": ",
            "[",
            "}",
            "!!x ",
            "%YAML 9.9",
            "|9\n",
            ">-\n",
            "---\n",
            "...\n",
            "\t",
            "'",
            "\"",
            "\\",
            "<<: ",
            "~",
            "@",
            "`",
            "\u0085",
            "\uFFFE",
            "!<",
            "%TAG ! x",
            "\"\\x"
        };
        for (int seed = 0; seed < 4 * ROUNDS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(Draft.VALID);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                text.insert(random.nextInt(text.length()), pieces[random.nextInt(pieces.length)]);
            }
            assertReadOrRefused(Bytes.ofUtf8(text.toString()), seed);
        }
    }

    private static Bytes shuffled(Random random) {
        int start = Draft.VALID.indexOf("  - id: e01");
        List<String> events =
                new ArrayList<>(List.of(Draft.VALID.substring(start).split("(?m)^(?=  - id:)")));
        Collections.shuffle(events, random);
        return Bytes.ofUtf8(Draft.VALID.substring(0, start) + String.join("", events));
    }

    private static void assertReadOrRefused(Bytes content, int seed) {
        try {
            switch (ChronologyReader.read("fuzz.yaml", content)) {
                case Reading.Read(Chronology chronology) ->
                    assertThat(chronology.events()).isNotEmpty();
                case Reading.Faulty(List<Fault> faults) ->
                    assertThat(faults)
                            .allSatisfy(
                                    fault -> assertThat(fault.line().lines()).hasSize(1));
            }
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError("seed " + seed + " made the reader throw", thrown);
        }
    }
}
