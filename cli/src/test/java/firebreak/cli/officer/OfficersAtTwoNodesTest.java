package firebreak.cli.officer;

import static firebreak.cli.officer.TwoNodes.done;
import static firebreak.cli.officer.TwoNodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.cli.console.Exit;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Officers of two parties at work, everything real but the people: two nodes, their stores, mutual TLS between them.
final class OfficersAtTwoNodesTest {
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

    @Test
    void a_note_goes_from_draft_to_answer() throws Exception {
        String draft = draft("A claim", "It is said that…");
        Ran own = two.at("RU", "note", "release", draft, "--officer", "ivanov");
        assertThat(own.exit()).isEqualTo(Exit.REFUSED);
        assertThat(own.err()).startsWith("firebreak: ").contains("release");
        assertThat(done(two.at("RU", "note", "drafts", draft, "--officer", "orlova"))
                        .out())
                .contains("It is said that…", "note release " + draft);

        String reference = release("RU", draft, "orlova");
        assertThat(arrived("UK", "A claim").out())
                .contains(reference, "IMMEDIATE", "allegation", "ANSWER WAITED FOR from UK (us)")
                .contains("OUR ANSWER IS WAITED FOR: " + reference);
        assertThat(done(two.at("UK", "note", "show", reference)).out())
                .contains("From          RU-MOD (RU)", "To            UK-MOD", "Marking       CONFIDENTIAL")
                .contains("It is said that…", "Not marked as read here");

        done(two.at("UK", "note", "read", reference));
        assertThat(done(two.at("UK", "note", "ack", reference, "--post", "UK-MOD"))
                        .out())
                .contains("acknowledged");
        assertThat(done(two.at("UK", "note", "ack", reference, "--post", "UK-MOD"))
                        .out())
                .contains("before; nothing was recorded");
        listed("RU", "acknowledged by UK");

        Ran held = done(two.at(
                "UK", "note", "hold", reference, "--answer-by", "2030-01-01T12:00Z", "--text", "We look into it."));
        assertThat(held.out()).contains("It is not sent yet", "note release ");
        release("UK", draftOf("UK"), "jones");
        assertThat(listed("RU", "holding reply from UK").out()).contains("ANSWER WAITED FOR from UK");

        done(two.at("UK", "note", "reply", reference, "--text", "We deny this.", "--field", "position=denies"));
        release("UK", draftOf("UK"), "jones");
        assertThat(listed("RU", "answered by UK").out()).contains("Re: A claim");
        assertThat(done(two.at("RU", "note", "list", "--waiting")).out()).contains("No note waits for an answer");
        assertThat(done(two.at("RU", "note", "show", reference)).out())
                .contains("holding reply in ", "answer announced for 2030-01-01T12:00:00Z", "replied to in ");
    }

    @Test
    void a_draft_is_returned_and_discarded() throws Exception {
        String draft = draft("Premature", "…");
        done(two.at("RU", "note", "return", draft, "--remark", "Name the place", "--officer", "orlova"));
        assertThat(done(two.at("RU", "note", "drafts", draft)).out()).contains("Returned      Name the place");
        assertThat(done(two.at("RU", "note", "drafts")).out()).contains("returned to ivanov");

        assertThat(two.at("RU", "note", "discard", draft, "--officer", "orlova").exit())
                .isEqualTo(Exit.REFUSED);
        done(two.at("RU", "note", "discard", draft));
        assertThat(done(two.at("RU", "note", "drafts")).out()).contains("There are no drafts");
        assertThat(two.at("RU", "note", "drafts", draft).exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void a_courier_carries_what_the_network_does_not() throws Exception {
        release("RU", draft("Before the cut", "…"), "orlova");
        arrived("UK", "Before the cut");
        listed("RU", "delivered to UK");
        two.cutNetwork();
        Path stick = folder.resolve("stick");
        release("RU", draft("By courier", "Carried by hand."), "orlova");
        assertThat(packed(stick).out()).contains("for UK in " + stick);
        int packed = parcelsIn(stick);
        done(two.at("RU", "courier", "pack", "--member", "UK", "--to", stick.toString()));
        assertThat(parcelsIn(stick)).as("packing again replaces").isEqualTo(packed);
        Files.writeString(stick.resolve("readme.txt"), "not a parcel");

        assertThat(done(two.at("UK", "courier", "unpack", stick.toString())).out())
                .contains(" 0 later, 0 refused; 1 other files were left alone");
        assertThat(done(two.at("UK", "courier", "unpack", stick.toString())).out())
                .contains("0 taken, " + packed + " known before, 0 later, 0 refused");
        arrived("UK", "By courier");

        assertThat(done(two.at("RU", "status")).out())
                .contains("UK in RU-UK takes nothing since", "and will be offered again", "courier pack --member UK");
        Path bundle = folder.resolve("for-ru.bundle");
        Ran back = eventually(
                () -> done(two.at("UK", "courier", "pack", "--member", "RU", "--to", bundle.toString())),
                ran -> !ran.out().contains("Nothing waits"));
        assertThat(back.out()).contains("for RU in " + bundle);
        done(two.at("RU", "courier", "unpack", bundle.toString()));
        assertThat(states("RU")).allMatch(state -> state.contains("delivered to UK"));
        assertThat(done(two.at("RU", "status")).out())
                .as("nothing waits, so nothing is in trouble")
                .doesNotContain("takes nothing");

        two.mendNetwork();
        String third = release("RU", draft("After the cut", "…"), "orlova");
        arrived("UK", "After the cut");
        assertThat(references("UK")).contains(third).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_damaged_parcel_is_refused_and_named() throws Exception {
        two.cutNetwork();
        Path stick = folder.resolve("stick");
        release("RU", draft("By courier", "…"), "orlova");
        packed(stick);
        Path first = files(stick).getFirst();
        byte[] content = Files.readAllBytes(first);
        content[content.length - 1] ^= 1;
        Files.write(first, content);
        Files.write(stick.resolve("torn.parcel"), java.util.Arrays.copyOf(content, 40));

        Ran ran = two.at("UK", "courier", "unpack", stick.toString());
        assertThat(ran.exit()).isEqualTo(Exit.REFUSED);
        assertThat(ran.out()).contains("refused  " + first.getFileName() + ": ", "refused  torn.parcel");
        assertThat(ran.out()).contains("2 refused");
    }

    @Test
    void status_tells_of_a_running_node_and_of_one_that_does_not_run() throws Exception {
        assertThat(done(two.at("RU", "status")).out())
                .contains("RU, exercise, running as process", "Unlocked    RU-MOD", "Locked      none", "RU-UK")
                .contains("Held        0", "none of a forked record");
        Json running = done(two.at("RU", "status", "--json")).json();
        assertThat(Fields.of("status", running).bool("running")).isTrue();
        assertThat(done(two.at("RU", "held")).out()).contains("Nothing is held");

        Thread serving = Thread.ofVirtual().start(() -> {
            try {
                two.node("RU").await();
                two.stop("RU");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(done(two.at("RU", "stop")).out()).contains("has stopped");
        serving.join();
        Ran stopped = two.at("RU", "status");
        assertThat(stopped.exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(stopped.out()).contains("RU, exercise, not running; start it with firebreak serve", "RU-MOD");
        assertThat(two.at("RU", "note", "list").exit()).isEqualTo(Exit.UNREACHABLE);
        assertThat(two.at("RU", "stop").exit()).isEqualTo(Exit.UNREACHABLE);

        two.serve("RU");
        Ran again = two.at("RU", "note", "list");
        assertThat(again.exit()).isEqualTo(Exit.REFUSED);
        assertThat(again.err()).contains("the session of ivanov has ended", "firebreak sign-in --officer ivanov");
    }

    @Test
    void wrong_secrets_have_an_exit_code_of_their_own() throws Exception {
        String wrong = two.password("orlova").toString();
        Ran signIn = two.at("RU", "sign-in", "--officer", "ivanov", "--password-file", wrong);
        assertThat(signIn.exit()).isEqualTo(Exit.WRONG_SECRET);
        assertThat(signIn.err()).contains("wrong").doesNotContain("orlova-password");

        Ran unlock = two.at("RU", "post", "unlock", "RU-MOD", "--passphrase-file", wrong);
        assertThat(unlock.exit()).isEqualTo(Exit.WRONG_SECRET);
        assertThat(two.at("RU", "post", "unlock", "UK-MOD", "--passphrase-file", wrong)
                        .exit())
                .as("another's post is no matter of passphrases")
                .isEqualTo(Exit.REFUSED);
    }

    @Test
    void an_officer_signs_in_for_one_command_and_is_gone_after_it() throws Exception {
        done(two.at("UK", "sign-out", "--officer", "smith"));
        done(two.at("UK", "sign-out"));
        assertThat(two.at("UK", "note", "list").err()).contains("nobody is signed in");

        String file = two.password("smith").toString();
        done(two.at("UK", "note", "list", "--officer", "smith", "--password-file", file));
        assertThat(two.at("UK", "note", "list", "--officer", "smith").err()).contains("smith is not signed in");
    }

    @Test
    void an_officer_who_signs_out_stays_signed_in_elsewhere() throws Exception {
        World elsewhere = Ran.user(folder.resolve("elsewhere"));
        String[] list = {"note", "list", "--home", two.home("UK").toString()};
        signInElsewhere(elsewhere);
        done(two.at("UK", "sign-out", "--officer", "smith"));
        done(Ran.command(elsewhere, list));

        two.signIn("UK", "smith");
        done(two.at("UK", "note", "list", "--officer", "jones"));
        assertThat(done(two.at("UK", "sign-out", "--officer", "smith", "--all")).out())
                .contains("smith is signed out everywhere");
        assertThat(Ran.command(elsewhere, list).err()).contains("the session of smith has ended");
        done(two.at("UK", "note", "list", "--officer", "jones"));
    }

    private void signInElsewhere(World elsewhere) {
        String[] signIn = {
            "sign-in",
            "--officer",
            "smith",
            "--password-file",
            two.password("smith").toString()
        };
        List<String> words = new ArrayList<>(List.of(signIn));
        words.addAll(List.of("--home", two.home("UK").toString()));
        done(Ran.command(elsewhere, words.toArray(String[]::new)));
    }

    @Test
    void who_may_not_is_told_who_else_is_signed_in() {
        Ran ran = two.at("UK", "note", "release", "000000000000", "--officer", "smith");
        assertThat(ran.err()).contains("there is no draft");
        Ran unlock = two.at(
                "RU",
                "post",
                "unlock",
                "UK-MOD",
                "--passphrase-file",
                two.passphrase("RU").toString());
        assertThat(unlock.exit()).isEqualTo(Exit.REFUSED);
        assertThat(unlock.err()).contains("ivanov does not act for UK-MOD; also signed in here: orlova");
    }

    @Test
    void a_joint_note_is_proposed_read_signed_by_both_and_on_record() throws Exception {
        String brief = propose("Both say").substring(0, 8);
        String reference = referenceOf(brief, "RU");
        eventually(
                () -> two.at("UK", "note", "joint", "show", brief),
                ran -> ran.out().contains("We agree.") && ran.out().contains("Signed by      nobody yet"));
        assertThat(two.at("UK", "note", "joint", "sign", brief, "--officer", "smith")
                        .err())
                .contains("smith may not release for any of its authors");
        done(two.at("RU", "note", "joint", "sign", brief, "--officer", "orlova"));
        assertThat(done(two.at("RU", "note", "joint", "list")).out()).contains("not signed by UK-MOD");
        done(two.at("UK", "note", "joint", "sign", reference, "--officer", "jones"));
        for (String party : List.of("RU", "UK")) {
            eventually(
                    () -> done(two.at(party, "note", "joint", "list")),
                    ran -> ran.out().contains("on record here"));
            listed(party, reference);
        }
    }

    @Test
    void a_joint_note_may_be_declined_and_one_in_a_file_be_carried() throws Exception {
        String brief = propose("Not with us").substring(0, 8);
        eventually(() -> two.at("UK", "note", "joint", "show", brief), ran -> ran.exit() == Exit.DONE);
        done(two.at("UK", "note", "joint", "decline", brief, "--officer", "jones"));
        assertThat(done(two.at("UK", "note", "joint", "list")).out()).contains("declined here by jones");

        two.cutNetwork();
        String proposed = folder.resolve("joint.json").toString();
        String russian = folder.resolve("joint-RU.json").toString();
        String british = folder.resolve("joint-UK.json").toString();
        propose("By hand", "--out", proposed);
        done(two.at("RU", "note", "joint", "sign", proposed, "--to", russian, "--officer", "orlova"));
        assertThat(two.at("RU", "note", "joint", "record", russian, "--officer", "orlova")
                        .exit())
                .as("the other author has not signed")
                .isEqualTo(Exit.REFUSED);
        done(two.at("UK", "note", "joint", "sign", proposed, "--to", british, "--officer", "jones"));
        assertThat(done(two.at("UK", "note", "joint", "show", russian, british)).out())
                .contains("Signed by      RU-MOD, UK-MOD", "it can be put on record");
        done(two.at("UK", "note", "joint", "record", british, russian, "--officer", "jones"));
        listed("UK", "By hand");
    }

    /// A joint note of both, made by RU's drafter; its id.
    private String propose(String subject, String... more) throws FormatException {
        List<String> words = new ArrayList<>(
                List.of("note joint propose --json --by RU-MOD,UK-MOD --form joint-note --to UK-CDS".split(" ")));
        words.addAll(List.of("--field", "subject=" + subject, "--field", "text=We agree."));
        words.addAll(List.of(more));
        Json proposed = done(two.at("RU", words.toArray(String[]::new))).json();
        return Fields.of("proposal", proposed).string("proposal");
    }

    private String referenceOf(String proposal, String party) throws FormatException {
        Json shown =
                done(two.at(party, "note", "joint", "show", proposal, "--json")).json();
        return Fields.of("shown", shown).string("reference");
    }

    @Test
    void a_locked_post_says_so() throws Exception {
        String draft = draft("Too late", "…");
        done(two.at("RU", "post", "lock", "RU-MOD"));
        Ran release = two.at("RU", "note", "release", draft, "--officer", "orlova");
        assertThat(release.exit()).isEqualTo(Exit.REFUSED);
        assertThat(release.err()).contains("RU-MOD", "lock");
    }

    private String draft(String subject, String text) throws FormatException {
        Json answer = done(two.at(
                        "RU",
                        "note",
                        "draft",
                        "--json",
                        "--channel",
                        "RU-UK",
                        "--post",
                        "RU-MOD",
                        "--form",
                        "allegation",
                        "--to",
                        "UK-MOD",
                        "--info",
                        "UK-CDS",
                        "--precedence",
                        "IMMEDIATE",
                        "--marking",
                        "CONFIDENTIAL",
                        "--field",
                        "subject=" + subject,
                        "--field",
                        "text=" + text,
                        "--field",
                        "places=Kyiv",
                        "--officer",
                        "ivanov"))
                .json();
        return Fields.of("draft", answer).string("draft");
    }

    private String release(String party, String draft, String officer) throws FormatException {
        Json answer = done(two.at(party, "note", "release", draft, "--json", "--officer", officer))
                .json();
        return Fields.of("release", answer).string("reference");
    }

    /// The one draft there is.
    private String draftOf(String party) throws FormatException {
        List<DraftView> drafts = Fields.of(
                        "drafts",
                        done(two.at(party, "note", "drafts", "--json")).json())
                .list("drafts", DraftView::read);
        assertThat(drafts).hasSize(1);
        return drafts.getFirst().id();
    }

    private Ran arrived(String party, String subject) {
        return listed(party, subject);
    }

    private Ran listed(String party, String words) {
        return eventually(
                () -> done(two.at(party, "note", "list")), ran -> ran.out().contains(words));
    }

    private List<String> references(String party) throws FormatException {
        return members(party, "reference");
    }

    private List<String> states(String party) throws FormatException {
        return members(party, "state");
    }

    private List<String> members(String party, String name) throws FormatException {
        return Fields.of("notes", done(two.at(party, "note", "list", "--json")).json())
                .list("notes", (place, row) -> Fields.of(place, row).string(name));
    }

    /// Packs for UK: the newest leaf of RU is always among what is packed.
    private Ran packed(Path stick) throws FormatException {
        String newest = String.format(java.util.Locale.ROOT, "%012d%s", lastIndex(), ParcelFiles.PARCEL);
        Ran ran = done(two.at("RU", "courier", "pack", "--member", "UK", "--to", stick + "/"));
        assertThat(files(stick)).anyMatch(file -> file.toString().endsWith(newest));
        return ran;
    }

    private long lastIndex() throws FormatException {
        return Fields.of("status", done(two.at("RU", "status", "--json")).json())
                        .list(
                                "channels",
                                (place, channel) -> Fields.of(place, channel)
                                        .required("record", Fields::of)
                                        .integer("size"))
                        .getFirst()
                - 1;
    }

    private static int parcelsIn(Path folder) {
        return (int) files(folder).stream()
                .filter(file -> file.toString().endsWith(ParcelFiles.PARCEL))
                .count();
    }

    private static List<Path> files(Path folder) {
        try (var all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
