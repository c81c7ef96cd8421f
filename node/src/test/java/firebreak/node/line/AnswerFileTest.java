package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.charter.PostCode;
import firebreak.line.LastAnswered;
import firebreak.line.LineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerFileTest {
    private static final LineName LINE = new LineName(Nodes.CHANNEL, new PostCode("UA-MFA"), new PostCode("RU-MFA"));

    @TempDir
    private Path folder;

    @Test
    void what_is_kept_is_read_again_and_the_newest_counts() throws IOException {
        AnswerFile file = new AnswerFile(folder.resolve("lines.json"));
        assertThat(file.read()).isEqualTo(LastAnswered.NONE);
        file.keep(LastAnswered.NONE.with(LINE, HandPace.START));
        LastAnswered newest = LastAnswered.NONE.with(LINE, HandPace.START.plusSeconds(1));
        file.keep(newest);
        assertThat(file.read()).isEqualTo(newest);
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("lines.json"));
        assertThat(Files.exists(folder.resolve("lines.json.next"))).isFalse();
    }

    @Test
    void a_damaged_file_says_that_it_may_be_deleted() throws IOException {
        Path path = folder.resolve("lines.json");
        Files.writeString(path, "[");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new AnswerFile(path).read())
                .withMessageContaining("delete");
    }
}
