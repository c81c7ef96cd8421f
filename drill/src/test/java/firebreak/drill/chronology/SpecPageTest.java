package firebreak.drill.chronology;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The examples of `spec/chronology.md` are what they say.
class SpecPageTest {
    @Test
    void the_example_is_a_chronology_and_its_variant_is_one_too() throws IOException {
        String page = Files.readString(Path.of("../spec/chronology.md"));
        List<String> examples = Pattern.compile("(?s)```yaml\n(.*?)```")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(examples).hasSize(2);
        assertThat(Draft.read(examples.getFirst()).events()).hasSize(2);
        Reading varied = ChronologyReader.readVariant(
                "talks.yaml", Bytes.ofUtf8(examples.getFirst()), "calm.yaml", Bytes.ofUtf8(examples.getLast()));
        assertThat(varied)
                .isInstanceOfSatisfying(
                        Reading.Read.class,
                        read -> assertThat(read.chronology().id()).isEqualTo(new CaseId("talks-1+calm")));
        String wrong = examples.getFirst().replace("refs: [e01]", "refs: [e09]");
        assertThat(page).contains("\n" + Draft.onlyFault(wrong) + "\n");
    }
}
