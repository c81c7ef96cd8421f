package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Papers that parties hand each other before there is a line, damaged: each command reads them or says in one line
/// what is wrong, and writes nothing to the terminal that could move its cursor.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DamagedPapersTest {
    private Operators at;

    @BeforeAll
    void talk(@TempDir Path folder) {
        at = new Operators(folder);
        at.talking();
    }

    private List<Bytes> contents(String... files) throws IOException {
        List<Bytes> contents = new ArrayList<>();
        for (String file : files) {
            contents.add(Bytes.wrap(Files.readAllBytes(at.path(file))));
        }
        return contents;
    }

    /// Each damaged paper to one of the commands.
    private void shown(List<Bytes> good, String... commands) {
        Damage.costlyJson(good, input -> {
            Files.write(at.path("damaged.json"), input.toArray());
            String command = commands[Math.floorMod(input.hashCode(), commands.length)];
            int exit = at.run(command);
            assertThat(exit).as(command).isIn(Exit.DONE, Exit.REFUSED);
            assertThat(exit == Exit.DONE).as(command).isEqualTo(at.complained().isEmpty());
            assertThat(at.said() + at.complained())
                    .as(command)
                    .doesNotContain("\tat ")
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
            return input;
        });
    }

    @Test
    void charters_and_manifests() throws IOException {
        shown(
                contents("charter.json", "charter-aa.json", "manifest-bb.json"),
                "charter show damaged.json --home aa",
                "charter show damaged.json --home aa --json",
                "charter join damaged.json --home aa",
                "ceremony fingerprint damaged.json");
    }

    @Test
    void agreements() throws IOException {
        shown(
                contents("channel.json", "channel-aa.json"),
                "channel show damaged.json --home bb",
                "channel join damaged.json --home bb");
    }

    @Test
    void roots() throws IOException {
        shown(
                contents("aa/root.json"),
                "ceremony fingerprint damaged.json",
                "charter draft --name Line --mode exercise --party damaged.json --party bb/root.json --to drafted.json");
    }
}
