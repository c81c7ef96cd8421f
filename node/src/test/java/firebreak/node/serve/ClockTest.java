package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes whose clocks are wrong by hours, and clocks that are set while a node waits.
final class ClockTest {
    @TempDir
    private Path folder;

    @Test
    void nodes_whose_clocks_are_twelve_hours_apart_talk_as_ever() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.at(UK).clock.set(Instant.now().minus(Duration.ofHours(5)));
            parties.at(RU).clock.set(Instant.now().plus(Duration.ofHours(7)));
            parties.start();
            Desk uk = parties.at(UK).desk();
            Desk ru = parties.at(RU).desk();

            String note = uk.say("line", "it is early here");
            ru.arrived(note);
            ru.mark("acknowledge", note);
            ru.answer("line", "reply", note, "it is late here");

            uk.climbed(note, "answered");
            uk.holdsNothing();
            ru.holdsNothing();
        }
    }

    @Test
    void a_clock_set_back_by_hours_does_not_keep_what_waits_from_being_sent() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            ru.desk().arrived(uk.desk().say("line", "before"));
            ru.cable.cut();
            uk.cable.cut();
            String note = uk.desk().say("line", "while the line is down");
            Until.so(
                    "attempts failed",
                    () -> uk.channel(parties.channel("line")).deliveries().values().stream()
                            .allMatch(delivery -> delivery.failures() > 2));

            uk.clock.set(Instant.now().minus(Duration.ofHours(3)));
            ru.cable.plug(ru.serving().node().port());

            ru.desk().arrived(note);
        }
    }
}
