package firebreak.cli.officer;

import static firebreak.cli.officer.TwoNodes.done;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.cli.record.RecordCommands;
import firebreak.cli.setup.SetupCommands;
import firebreak.encoding.Fields;
import firebreak.encoding.Times;
import firebreak.node.home.Home;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The key of a post is stolen: what its party does about it from the command line, and what the other side sees.
final class StolenKeyTest {
    @TempDir
    private Path folder;

    private TwoNodes two;

    @BeforeEach
    void start() throws Exception {
        two = TwoNodes.start(folder);
        two.open();
    }

    @AfterEach
    void stop() throws Exception {
        two.close();
    }

    @Command(name = "firebreak")
    private static final class Root {}

    /// An operator's command at one node's home.
    private Ran operates(String party, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", two.home(party).toString()));
        var user = Ran.user(folder.resolve("state"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        SetupCommands.addTo(root, user);
        RecordCommands.addTo(root, user);
        int exit = root.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    private String say(String subject) throws Exception {
        Ran drafted = done(two.at(
                "RU",
                "note",
                "draft",
                "--form",
                "free-text",
                "--to",
                "UK-MOD",
                "--field",
                "subject=" + subject,
                "--field",
                "text=Words",
                "--officer",
                "ivanov",
                "--json"));
        String draft = Fields.of("draft", drafted.json()).string("draft");
        Ran released = done(two.at("RU", "note", "release", draft, "--officer", "orlova", "--json"));
        TwoNodes.eventually(
                () -> two.at("UK", "note", "list"), list -> list.out().contains(subject));
        return Fields.of("released", released.json()).string("reference");
    }

    @Test
    void both_sides_see_what_is_disputed_and_the_record_verifies() throws Exception {
        String before = say("Before");
        String after = say("After");
        String stolen = Times.format(
                Fields.of("note", two.at("RU", "note", "show", after, "--json").json())
                        .time("recorded"));
        String manifest = folder.resolve("manifest-RU-2.json").toString();
        String revocation = folder.resolve("revocation-RU.json").toString();
        List<String> holders = Home.at(two.home("RU")).keys(Mode.EXERCISE).roots().stream()
                .map(name -> "--holder=" + name.text())
                .toList();
        done(operates("RU", "keys", "rotate", "--post", "RU-MOD"));
        done(operates("RU", with(holders, "ceremony", "manifest", "--to", manifest)));
        assertThat(done(operates(
                                "RU",
                                with(
                                        holders,
                                        "keys",
                                        "revoke",
                                        "--post",
                                        "RU-MOD",
                                        "--since",
                                        stolen,
                                        "--to",
                                        revocation)))
                        .out())
                .contains("revocation of RU, version 1", "1 key.", "leaves are beyond dispute", "It is complete");
        done(two.at(
                "RU",
                "post",
                "unlock",
                "RU-MOD",
                "--passphrase-file",
                two.passphrase("RU").toString()));
        assertThat(done(operates("UK", "charter", "show", revocation)).out())
                .contains("of RU-MOD, Post RU-MOD", "Signed by all who must.");
        done(operates("UK", "charter", "join", manifest, revocation));

        for (String party : List.of("RU", "UK")) {
            TwoNodes.eventually(
                    () -> two.at(party, "note", "show", after),
                    shown -> shown.out().contains("DISPUTED by its owner RU since"));
            assertThat(done(two.at(party, "note", "show", after)).out()).contains("The note stands");
            assertThat(done(two.at(party, "note", "show", before)).out()).doesNotContain("DISPUTED");
            assertThat(done(two.at(party, "status")).out())
                    .contains("RU in RU-UK revoked keys at", "of its record on is DISPUTED");
        }
        String later = say("Later");
        assertThat(done(two.at("UK", "note", "show", later)).out()).doesNotContain("DISPUTED");
        for (String party : List.of("RU", "UK")) {
            String exported = folder.resolve("exported-" + party).toString();
            done(operates(party, "record", "export", "--channel", "RU-UK", "--to", exported));
            Ran verified = verifies(exported);
            assertThat(verified.exit()).as(verified.out()).isZero();
            assertThat(verified.out()).contains("disputed by their owner RU since", ": 1 leaf of ");
        }
    }

    private Ran verifies(String exported) {
        StringWriter out = new StringWriter();
        CommandLine root = new CommandLine(new Root());
        RecordCommands.addTo(root, Ran.user(folder.resolve("state")));
        int exit = root.setOut(new PrintWriter(out, true)).execute("record", "verify", exported);
        return new Ran(exit, out.toString(), "");
    }

    private static String[] with(List<String> more, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(more);
        return all.toArray(String[]::new);
    }
}
