package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two real nodes and their officers, all well: what every other test here disturbs.
final class NotesFlowTest {
    @TempDir
    private Path folder;

    @Test
    void a_note_is_released_delivered_read_acknowledged_and_answered() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Desk ru = parties.at(RU).desk();

            String note = uk.say("line", "What is your cruiser doing?");
            ru.arrived(note);
            ru.mark("read", note);
            ru.mark("acknowledge", note);
            String reply = ru.answer("line", "reply", note, "It is on exercise.");

            Json seen = uk.climbed(note, "answered");
            for (String rung : new String[] {"delivered", "read", "acknowledged", "answered"}) {
                assertThat(Clerk.list(seen, rung)).as(rung).hasSize(1);
            }
            assertThat(Clerk.text(uk.arrived(reply), "text")).isEqualTo("It is on exercise.");
            uk.holdsNothing();
            ru.holdsNothing();
        }
    }

    @Test
    void what_is_said_while_the_other_is_away_arrives_when_it_is_back_and_once() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Desk uk = parties.at(UK).start();
            String first = uk.say("line", "first");
            String second = uk.say("line", "second");

            Desk ru = parties.at(RU).start();
            ru.arrived(second);
            uk.climbed(first, "delivered");
            parties.at(RU).stop();
            ru = parties.at(RU).start();
            ru.arrived(uk.say("line", "third"));

            assertThat(ru.texts("line")).containsExactlyInAnyOrder("third", "second", "first");
            Json record = Clerk.member(ru.channel("line"), "record");
            assertThat(Clerk.number(record, "generation")).isZero();
        }
    }

    @Test
    void a_request_of_the_greatest_size_is_read_and_a_larger_one_is_refused_with_the_limit() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Desk desk = parties.at(UK).start();
            int most = 256 * 1024;

            Clerk.Answer read = desk.drafter.post("/v1/drafts", Bytes.wrap(new byte[most]));
            assertThat(read.status()).as("no JSON, but read").isEqualTo(400);
            for (int size : new int[] {most + 1, 300_000, 5_000_000}) {
                Clerk.Answer refused = desk.drafter.post("/v1/drafts", Bytes.wrap(new byte[size]));
                assertThat(refused.status()).isEqualTo(413);
                assertThat(Clerk.text(refused.json(), "code")).isEqualTo("too-large");
                assertThat(Clerk.text(refused.json(), "detail")).isEqualTo("at most 262144 bytes are taken here");
            }
        }
    }
}
