package firebreak.cli.officer;

import static firebreak.cli.officer.TwoNodes.done;
import static firebreak.cli.officer.TwoNodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Damage;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Home;
import firebreak.node.home.RunningNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands whose own node answers wrong. Each ends, does what it can or says in one line why not, and writes nothing
/// to the terminal that could move its cursor.
final class DamagedAnswersTest {
    @TempDir
    private Path folder;

    private Path stick() {
        return folder.resolve("stick");
    }

    @Test
    void every_command_ends_with_a_sentence_whatever_its_node_answers() throws Exception {
        try (TwoNodes two = TwoNodes.start(folder)) {
            two.open();
            List<List<String>> commands = commands(talk(two), draft(two, "UK", "jones", "RU-MOD"), joint(two));
            Home home = Home.at(two.home("UK"));
            RunningNode running = home.running().orElseThrow();
            try (Parrot parrot = new Parrot(running.api().port())) {
                sendThrough(home, running, parrot);
                commands.forEach(command -> done(at(two, command)));
                two.stop("UK");
                sendThrough(home, running, parrot);
                home.drawConsoleToken(new SecureRandom());
                Damage.costlySeeds().forEach(seed -> {
                    parrot.damage(seed);
                    List<String> command = commands.get(new Random(seed).nextInt(commands.size()));
                    judge(at(two, command), "seed " + seed + ": " + command);
                    assertThat(parrot.isPestered())
                            .as("seed %d: %s asks without end", seed, command)
                            .isFalse();
                });
            }
        }
    }

    private static void judge(Ran ran, String what) {
        assertThat(ran.exit()).as(what).isBetween(0, 5);
        assertThat(ran.err()).as(what).doesNotContain("\tat ");
        assertThat(ran.exit() == 0 ? ran.out() : ran.out() + ran.err()).as(what).isNotBlank();
        assertThat(ran.exit() == 0 ? ran.err() : "").as(what).isEmpty();
        assertThat(ran.out() + ran.err()).as(what).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
    }

    private static void sendThrough(Home home, RunningNode running, Parrot parrot) throws IOException {
        home.write(new RunningNode(
                running.pid(),
                running.listen(),
                new Endpoint("127.0.0.1", parrot.port()),
                running.metrics(),
                running.started()));
    }

    private static Ran at(TwoNodes two, List<String> command) {
        return two.at("UK", command.toArray(String[]::new));
    }

    /// A note of RU that UK has acknowledged, and one that waits at UK because the one before it has not come.
    private String talk(TwoNodes two) throws Exception {
        String reference = release(two, draft(two, "RU", "ivanov", "UK-MOD"));
        eventually(() -> two.at("UK", "note", "list"), list -> list.out().contains(reference));
        done(two.at("UK", "note", "ack", reference, "--post", "UK-MOD"));
        eventually(() -> two.at("RU", "note", "list"), list -> list.out().contains("acknowledged by UK"));
        two.cutNetwork();
        release(two, draft(two, "RU", "ivanov", "UK-MOD"));
        release(two, draft(two, "RU", "ivanov", "UK-MOD"));
        done(two.at("RU", "courier", "pack", "--member", "UK", "--to", stick() + "/"));
        List<Path> parcels = files(stick());
        for (Path parcel : parcels.subList(0, parcels.size() - 1)) {
            Files.delete(parcel);
        }
        done(two.at("UK", "courier", "unpack", stick().toString()));
        return reference;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static String draft(TwoNodes two, String party, String officer, String to) throws FormatException {
        Ran ran = done(two.at(
                party,
                "note",
                "draft",
                "--json",
                "--officer",
                officer,
                "--channel",
                "RU-UK",
                "--post",
                party + "-MOD",
                "--form",
                "free-text",
                "--to",
                to,
                "--field",
                "subject=A subject",
                "--field",
                "text=A text."));
        return Fields.of("draft", ran.json()).string("draft");
    }

    private static String release(TwoNodes two, String draft) throws FormatException {
        Ran ran = done(two.at("RU", "note", "release", draft, "--json", "--officer", "orlova"));
        return Fields.of("release", ran.json()).string("reference");
    }

    private static String joint(TwoNodes two) throws FormatException {
        Ran ran = done(two.at(
                "UK",
                "note",
                "joint",
                "propose",
                "--json",
                "--by",
                "UK-MOD,RU-MOD",
                "--channel",
                "RU-UK",
                "--form",
                "joint-note",
                "--field",
                "subject=Together",
                "--field",
                "text=A text."));
        return Fields.of("joint", ran.json()).string("proposal");
    }

    private List<List<String>> commands(String note, String draft, String joint) {
        List<List<String>> commands = new ArrayList<>();
        for (String command : List.of(
                "status",
                "held",
                "note list",
                "note list --waiting",
                "note show " + note,
                "note drafts",
                "note drafts " + draft,
                "note joint list",
                "note joint show " + joint,
                "note read " + note + " --post UK-MOD",
                "note ack " + note + " --post UK-MOD",
                "note reply " + note + " --text x --post UK-MOD",
                "courier pack --member RU --to " + folder.resolve("back") + "/",
                "courier unpack " + stick(),
                "post unlock UK-MOD --passphrase-file " + folder.resolve("UK/passphrase"),
                "note list --officer smith --password-file " + folder.resolve("smith.password"))) {
            commands.add(Arrays.asList(command.split(" ")));
            commands.add(Arrays.asList((command + " --json").split(" ")));
        }
        return commands;
    }
}
