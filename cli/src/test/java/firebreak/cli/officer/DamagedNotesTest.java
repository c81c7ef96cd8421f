package firebreak.cli.officer;

import static firebreak.cli.officer.TwoNodes.done;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.FormPack;
import firebreak.note.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Notes that people write to files, and joint notes that travel as files, damaged: a command takes them or says in one
/// sentence what is wrong and where, and writes nothing to the terminal that could move its cursor.
final class DamagedNotesTest {
    private static final Bytes YAML = Bytes.ofUtf8("""
            # a claim of today
            channel: RU-UK
            post: UK-MOD
            form: allegation
            to: RU-MOD
            info: [UK-CDS]
            outside: ["the public", 'the press']
            precedence: IMMEDIATE
            marking: CONFIDENTIAL
            releasableTo: []
            language: en
            fields:
              subject: A claim
              text: |
                It is said that something
                has happened.
              places:
                - Kyiv
                - "Lviv\\u00e9"
            """);

    private static final Bytes JSON = Bytes.ofUtf8("""
            {"channel": "RU-UK", "post": "UK-MOD", "form": "invitation", "to": ["RU-MOD"], "info": "UK-CDS",
             "marking": "CONFIDENTIAL", "releasableTo": ["FR"], "refs": [],
             "fields": {"subject": "Come and see", "text": "You may.", "places": ["Kyiv"], "samples": "yes",
                        "begins": "2022-10-23T12:00Z"}}
            """);

    private static final String COPY = "copy.json";

    @TempDir
    private Path folder;

    /// A file and what is done with it.
    private record Use(Bytes good, String file, String command) {
        Ran at(TwoNodes two) {
            return two.at("UK", command.split(" "));
        }
    }

    @Test
    void every_command_ends_with_a_sentence_whatever_stands_in_the_file() throws Exception {
        try (TwoNodes two = TwoNodes.start(folder)) {
            two.open();
            List<Use> uses = uses(two);
            TreeSet<Integer> exits = new TreeSet<>();
            for (long seed : Damage.costlySeeds().toArray()) {
                Random random = new Random(seed);
                Use use = uses.get(random.nextInt(uses.size()));
                Files.write(
                        folder.resolve(use.file()),
                        Damage.json(use.good(), random).toArray());
                Ran ran = use.at(two);
                judge(ran, "seed " + seed + ": " + use.command());
                exits.add(ran.exit());
                if (use.file().equals(COPY)) {
                    readOrLocated(folder.resolve(COPY));
                }
            }
            assertThat(exits).contains(Exit.DONE, Exit.REFUSED).isSubsetOf(Exit.DONE, Exit.REFUSED, Exit.USAGE);
            for (Use use : uses) {
                Files.write(folder.resolve(use.file()), use.good().toArray());
                judge(use.at(two), use.command());
            }
        }
    }

    private static void readOrLocated(Path copy) {
        try {
            assertThat(JointPaper.readAll(List.of(copy)).note().joint()).isTrue();
        } catch (FormatException refused) {
            located(refused, COPY);
        } catch (Refusal | IOException refused) {
            printable(refused);
        }
    }

    private List<Use> uses(TwoNodes two) throws IOException {
        String bare = path("bare.json");
        String signed = path("signed.json");
        String propose = "note joint propose --by UK-MOD,RU-MOD";
        for (String command : List.of(
                propose + " --channel RU-UK --form joint-note --field subject=A --field text=B --out " + bare,
                "note joint sign " + bare + " --officer jones --to " + signed)) {
            done(two.at("UK", command.split(" ")));
        }
        List<Use> uses = new ArrayList<>();
        for (String command : List.of("note draft", "note draft --json", propose)) {
            uses.add(new Use(YAML, "note.yaml", command + " --file " + path("note.yaml")));
            uses.add(new Use(JSON, "note.json", command + " --file " + path("note.json")));
        }
        String show = "note joint show ";
        String sign = "note joint sign --officer jones --to " + path("to.json") + " ";
        for (String copy : List.of(bare, signed)) {
            Bytes good = Bytes.wrap(Files.readAllBytes(Path.of(copy)));
            for (String command : List.of(show, show + "--json ", sign, "note joint record ", show + bare + " ")) {
                uses.add(new Use(good, COPY, command + path(COPY)));
            }
        }
        return uses;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static void judge(Ran ran, String what) {
        assertThat(ran.exit() == Exit.DONE ? ran.out() : ran.err()).as(what).isNotBlank();
        assertThat(ran.exit() == Exit.DONE ? ran.err() : ran.out()).as(what).isEmpty();
        assertThat(ran.err()).as(what).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(ran.err().lines()).as(what).hasSizeLessThan(3);
        assertThat(ran.out() + ran.err()).as(what).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
    }

    @Test
    void a_paper_is_read_or_refused_with_its_file_and_place() {
        for (String name : List.of("note.yaml", "note.json")) {
            Path file = folder.resolve(name);
            Damage.json(List.of(name.endsWith("json") ? JSON : YAML), input -> {
                Files.write(file, input.toArray());
                try {
                    asked(DraftPaper.of(file));
                } catch (Refusal | FormatException refused) {
                    located(refused, file.toString());
                }
                return input;
            });
        }
    }

    private static void asked(DraftPaper paper) throws FormatException {
        Forms forms = Forms.of(FormPack.builtIn().forms());
        Board board = new Board(List.of(new Board.Line("ab".repeat(32), "RU-UK", "RU", List.of())), forms);
        Session session = new Session("smith", "token", List.of("draft"), List.of("UK-MOD"), Instant.EPOCH);
        try {
            Json request = paper.request(session, board);
            assertThat(request).isInstanceOf(Json.Obj.class);
        } catch (Refusal refused) {
            printable(refused);
        }
    }

    private static void located(Exception refused, String file) {
        assertThat(refused).message().startsWith(file);
        printable(refused);
    }

    private static void printable(Exception refused) {
        assertThat(refused)
                .message()
                .isNotBlank()
                .hasSizeLessThan(600)
                .doesNotContain("Exception")
                .doesNotContainPattern("\\p{Cntrl}");
    }
}
