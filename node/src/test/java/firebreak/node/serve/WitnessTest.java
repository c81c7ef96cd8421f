package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four neutrals witness a channel of two; three of them make a time.
final class WitnessTest {
    private static final List<PartyCode> WITNESSES =
            List.of(new PartyCode("CH"), new PartyCode("IN"), new PartyCode("SE"), new PartyCode("UN"));

    @TempDir
    private Path folder;

    private Parties parties() throws IOException {
        return Parties.witnessed(folder, List.of(UK, RU), new Neutrals(3, WITNESSES));
    }

    private static Json standing(Desk desk) throws IOException {
        return Clerk.member(desk.channel("line"), "witnessing");
    }

    private static boolean witnessed(Desk desk) throws IOException {
        Json standing = standing(desk);
        return Clerk.number(standing, "witnessed") == Clerk.number(standing, "size")
                && Clerk.number(standing, "size") > 0
                && !Clerk.has(standing, "unwitnessedSince");
    }

    private static Json witness(Desk desk, PartyCode party) throws IOException {
        return Clerk.list(standing(desk), "witnesses").stream()
                .filter(one -> Clerk.text(one, "party").equals(party.value()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_note_has_a_witness_time_soon_after_it_is_recorded() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Instant before = Instant.now().minusSeconds(2);

            String note = uk.say("line", "witnessed by neutrals");

            Until.so(
                    "it is witnessed",
                    () -> uk.note(note).filter(WitnessTest::hasTime).isPresent());
            Instant time = Instant.parse(Clerk.text(uk.note(note).orElseThrow(), "witnessed"));
            assertThat(time).isBetween(before, Instant.now().plusSeconds(1));
            Until.so(
                    "all of it is",
                    () -> witnessed(uk) && witnessed(parties.at(RU).desk()));
            Desk ru = parties.at(RU).desk();
            ru.arrived(note);
            Until.so("its reader sees when, too", () -> hasTime(ru.note(note).orElseThrow()));
            assertThat(Clerk.number(standing(uk), "needed")).isEqualTo(3);
            assertThat(Clerk.number(standing(uk), "liars")).isEqualTo(1);
        }
    }

    private static boolean hasTime(Json note) {
        return Clerk.has(note, "witnessed");
    }

    @Test
    void one_witness_that_is_away_stops_nothing_and_two_stop_the_time_and_nothing_else() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Until.so("it begins", () -> witnessed(uk));
            parties.at(WITNESSES.get(0)).stop();

            uk.say("line", "one is away");

            Until.so("three are enough", () -> witnessed(uk));
            Until.so("it says who is away", () -> Clerk.has(witness(uk, WITNESSES.get(0)), "trouble"));
            parties.at(WITNESSES.get(1)).stop();
            String note = uk.say("line", "two are away");
            parties.at(RU).desk().arrived(note);
            Until.so("it is shown unwitnessed", () -> !witnessed(uk));
            assertThat(hasTime(uk.note(note).orElseThrow())).isFalse();
            assertThat(Instant.parse(Clerk.text(standing(uk), "unwitnessedSince")))
                    .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());

            parties.at(WITNESSES.get(1)).start();

            Until.so("three again", () -> witnessed(uk));
            Until.so("the note has its time", () -> hasTime(uk.note(note).orElseThrow()));
        }
    }

    @Test
    void after_a_restart_of_the_owner_only_what_is_new_is_asked_for_and_what_was_signed_is_known() throws Exception {
        try (Parties parties = parties()) {
            parties.start();
            String note = parties.at(UK).desk().say("line", "before the restart");
            Until.so(
                    "it is witnessed",
                    () -> hasTime(parties.at(UK).desk().note(note).orElseThrow()));
            parties.at(UK).stop();
            WITNESSES.forEach(witness -> {
                try {
                    parties.at(witness).stop();
                } catch (IOException failed) {
                    throw new AssertionError(failed);
                }
            });

            Desk again = parties.at(UK).start();

            assertThat(hasTime(again.note(note).orElseThrow())).isTrue();
            assertThat(Clerk.number(standing(again), "witnessed")).isGreaterThan(1);
            parties.at(WITNESSES.get(1)).start();
            parties.at(WITNESSES.get(2)).start();
            parties.at(WITNESSES.get(3)).start();
            again.say("line", "after it");
            Until.so("it goes on", () -> witnessed(again));
        }
    }

    /// RU is shown one history by UK itself, the witness another, and neither knows of it.
    @Test
    void an_owner_that_shows_the_witness_another_history_is_found_out_by_the_members() throws Exception {
        try (Parties parties = Parties.witnessed(folder, List.of(UK, RU), new Neutrals(1, List.of(WITNESSES.get(3))));
                Scribe uk = new Scribe(parties.at(UK), parties.channel("line"))) {
            Desk ru = parties.at(RU).start();
            Station un = parties.at(WITNESSES.get(3));
            un.start();
            uk.opens();
            uk.appends(uk.signed(uk.note("what RU is told")));
            assertThat(uk.brings(parties.at(RU), uk.parcels())).containsOnly("taken");
            ru.arrived("what RU is told");
            uk.forget();
            uk.appends(uk.signed(uk.note("what the witness is shown")));

            assertThat(uk.asksToSign(un)).isEqualTo(200);

            Until.so("RU keeps the proof", () -> Clerk.number(ru.status(), "evidence") == 1);
        }
    }

    /// UK has said more than RU has, and does not answer: RU learns from the witness that there is more.
    @Test
    void what_a_witness_signed_and_the_owner_keeps_back_is_seen_to_be_missing() throws Exception {
        try (Parties parties = Parties.witnessed(folder, List.of(UK, RU), new Neutrals(1, List.of(WITNESSES.get(3))));
                Scribe uk = new Scribe(parties.at(UK), parties.channel("line"))) {
            Desk ru = parties.at(RU).start();
            Station un = parties.at(WITNESSES.get(3));
            un.start();
            uk.opens();
            assertThat(uk.brings(parties.at(RU), uk.parcels())).containsOnly("taken");
            uk.appends(uk.signed(uk.note("kept back")));
            uk.appends(uk.signed(uk.note("and this")));

            assertThat(uk.asksToSign(un)).isEqualTo(200);

            Until.so(
                    "it is known to be missing",
                    () -> Clerk.list(ru.channel("line"), "members").stream()
                            .flatMap(member -> Clerk.list(member, "records").stream())
                            .anyMatch(record -> Clerk.number(record, "missing") == 2));
        }
    }
}
