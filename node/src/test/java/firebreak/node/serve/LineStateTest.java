package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is there and who is silent since when, as the line tests of real nodes show it.
final class LineStateTest {
    @TempDir
    private Path folder;

    @Test
    void a_member_is_answering_silent_when_it_is_gone_and_answering_again_when_it_is_back() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Desk uk = parties.at(UK).desk();
            Instant start = Instant.now();
            Until.so("RU answers", () -> state(uk).equals("answering"));
            assertThat(Clerk.text(line(uk), "since")).isNotEmpty();

            parties.at(RU).stop();
            Until.so("RU is silent", () -> state(uk).equals("silent"));
            assertThat(Instant.parse(Clerk.text(line(uk), "since"))).isBetween(start.minusSeconds(5), Instant.now());

            parties.at(RU).start();
            Until.so("RU answers again", () -> state(uk).equals("answering"));
        }
    }

    @Test
    void what_a_member_has_not_taken_and_why_is_shown() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Desk uk = parties.at(UK).start();
            uk.say("line", "to nobody yet");

            Until.so("it waits", () -> Clerk.number(line(uk), "waiting") == 2);
            Until.so("it is said why", () -> Clerk.member(line(uk), "trouble") instanceof Json.Str);
            Desk ru = parties.at(RU).start();
            Until.so("nothing waits", () -> Clerk.number(line(uk), "waiting") == 0);
            assertThat(ru.texts("line")).containsExactly("to nobody yet");
        }
    }

    private static String state(Desk desk) throws IOException {
        return Clerk.text(line(desk), "state");
    }

    private static Json line(Desk desk) throws IOException {
        return Clerk.list(desk.channel("line"), "members").getFirst();
    }
}
