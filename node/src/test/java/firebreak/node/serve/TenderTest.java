package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.clock.Moment;
import firebreak.clock.Wait;
import firebreak.encoding.Json;
import firebreak.engine.Table;
import firebreak.export.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an export proves about when a note was put before its addressee, and about an answer that did not come: four
/// witnesses of whom three are needed, two mailboxes of which one is.
final class TenderTest {
    private static final PartyCode CH = new PartyCode("CH");
    private static final PartyCode IN = new PartyCode("IN");
    private static final PartyCode SE = new PartyCode("SE");
    private static final PartyCode UN = new PartyCode("UN");
    private static final PartyCode VA = new PartyCode("VA");
    private final Instant noon = Instant.now().truncatedTo(ChronoUnit.HOURS);

    @TempDir
    private Path folder;

    private int exports;

    private Parties parties() throws IOException {
        Parties parties = Parties.neutral(
                folder.resolve("homes"),
                List.of(UK, RU),
                new Neutrals(3, List.of(CH, IN, SE, UN)),
                new Neutrals(1, List.of(UN, VA)));
        at(parties, noon);
        return parties;
    }

    /// The time at every node.
    private static void at(Parties parties, Instant now) {
        List.of(UK, RU, CH, IN, SE, UN, VA)
                .forEach(party -> parties.at(party).clock.set(now));
    }

    private static Json asking(Instant answerBy) {
        return Json.object()
                .with("form", "allegation")
                .with("action", Json.strings(List.of("RU-MOD")))
                .with(
                        "fields",
                        Json.object()
                                .with("subject", "trial")
                                .with("text", "what is this about")
                                .with("answerBy", answerBy)
                                .build())
                .build();
    }

    private static String asks(Desk uk, Instant answerBy) throws IOException {
        return Clerk.text(uk.release(uk.draft("line", asking(answerBy))).good().json(), "reference");
    }

    private Verification verified(Parties parties, PartyCode party) throws IOException {
        Verification found = parties.at(party).verified(parties.channel("line"), folder.resolve("export" + exports++));
        assertThat(found.faults()).isEmpty();
        return found;
    }

    private Wait wait(Parties parties, PartyCode party) throws IOException {
        return verified(parties, party).clocks().waits().getFirst();
    }

    /// What a mailbox keeps for RU.
    private static long kept(Parties parties, PartyCode mailbox) {
        return parties.at(mailbox).store().all(Table.MAILBOX, "kept/", "kept/~").stream()
                .filter(row -> row.key().contains("/RU/parcel/"))
                .count();
    }

    private static boolean tendered(Desk desk, String note, PartyCode to) throws IOException {
        return desk.note(note).stream()
                .flatMap(found -> Clerk.list(found, "tendered").stream())
                .anyMatch(one -> Clerk.text(one, "party").equals(to.value()));
    }

    @Test
    void an_addressee_that_cannot_be_reached_is_tendered_to_by_a_mailbox_and_takes_the_note_from_there()
            throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            parties.at(RU).stop();

            String note = asks(uk, noon.plus(Duration.ofHours(2)));

            Until.so("a mailbox has it for RU, and witnesses signed it", () -> tendered(uk, note, RU));
            Wait waiting = wait(parties, UK);
            assertThat(waiting.state()).isEqualTo(Wait.State.WAITING);
            assertThat(waiting.tendered()).map(Moment::proved).contains(true);
            at(parties, noon.plus(Duration.ofHours(3)));
            Until.so(
                    "three hours later it is overdue, by UK's export alone",
                    () -> wait(parties, UK).state() == Wait.State.OVERDUE);

            parties.at(UK).stop();
            Desk ru = parties.at(RU).start();
            ru.arrived(note);
            Until.so("no mailbox keeps it any longer", () -> kept(parties, UN) == 0 && kept(parties, VA) == 0);
        }
    }

    /// UK is not there when RU answers, and does not ask where the answer is kept.
    @Test
    void an_answer_that_one_side_did_not_take_is_proved_in_time_by_the_export_of_the_other() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Instant deadline = noon.plus(Duration.ofHours(2));
            String note = asks(parties.at(UK).desk(), deadline);
            Desk ru = parties.at(RU).desk();
            ru.arrived(note);
            Until.so(
                    "RU's own receipt is witnessed",
                    () -> tendered(parties.at(UK).desk(), note, RU));
            parties.at(UK).stop();
            at(parties, noon.plus(Duration.ofHours(1)));

            String reply = ru.answer("line", "reply", note, "it is not what you think");

            Until.so("a mailbox has the reply for UK", () -> tendered(ru, reply, UK));
            parties.at(RU).cable.cut();
            parties.at(UN).stop();
            parties.at(VA).stop();
            Verification answered = verified(parties, RU);
            parties.at(RU).stop();
            at(parties, noon.plus(Duration.ofHours(3)));
            parties.at(UK).start();
            Until.so(
                    "UK's export shows no answer by the deadline",
                    () -> wait(parties, UK).state() == Wait.State.OVERDUE);
            Wait refuted = answered.clocks().waits().getFirst();
            assertThat(refuted.state()).isEqualTo(Wait.State.ANSWERED);
            assertThat(refuted.answer().orElseThrow().tendered().proved()).isTrue();
            assertThat(refuted.answer().orElseThrow().tendered().at()).isBefore(deadline);
        }
    }

    @Test
    void a_note_that_nobody_can_be_shown_to_have_is_not_tendered_and_no_clock_runs() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            for (PartyCode away : List.of(RU, UN, VA)) {
                parties.at(away).stop();
            }
            Desk uk = parties.at(UK).desk();

            String note = asks(uk, noon.plus(Duration.ofHours(2)));

            Until.so("it is witnessed", () -> Clerk.has(uk.note(note).orElseThrow(), "witnessed"));
            at(parties, noon.plus(Duration.ofHours(3)));
            Until.so(
                    "the export shows that the deadline is past",
                    () -> verified(parties, UK)
                            .clocks()
                            .shown()
                            .filter(noon.plus(Duration.ofHours(2))::isBefore)
                            .isPresent());
            assertThat(wait(parties, UK).state()).isEqualTo(Wait.State.UNTENDERED);
        }
    }
}
