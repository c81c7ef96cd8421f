package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.node.log.LogSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whom a node calls, as its log says, before and after it was started again.
final class AlarmsTest {
    @TempDir
    private Path folder;

    private final PrintStream before = System.err;
    private ByteArrayOutputStream log = new ByteArrayOutputStream();

    @AfterEach
    void giveBack() {
        System.setErr(before);
        LogSetup.toStandardError(Level.OFF);
    }

    /// From here on alarms are counted anew.
    private void listen() {
        log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        LogSetup.toStandardError(Level.INFO);
    }

    private static long unopened(Desk desk) throws IOException {
        return Clerk.number(Clerk.list(desk.channel("line"), "members").getFirst(), "unopened");
    }

    private List<String> alarms() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("ALARM"))
                .toList();
    }

    @Test
    void what_nobody_has_answered_calls_again_at_the_next_start_and_nothing_else_does() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            listen();
            List<String> notes = List.of(ru.say("line", "one"), ru.say("line", "two"), ru.say("line", "three"));
            notes.forEach(uk.desk()::arrived);
            Until.so("each has called", () -> alarms().size() == 3);
            uk.desk().mark("read", notes.get(0));
            uk.desk().answer("line", "reply", notes.get(1), "answered at once");
            parties.at(RU).stop();

            uk.stop();
            listen();
            Desk desk = uk.start();

            assertThat(alarms()).singleElement().asString().contains("ROUTINE");
            desk.mark("acknowledge", notes.get(2));
            uk.stop();
            listen();
            uk.start();
            assertThat(alarms()).isEmpty();
        }
    }

    @Test
    void what_nobody_could_open_calls_again_too() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk locked = uk.startLocked();
            Desk ru = parties.at(RU).start();
            listen();
            String note = ru.say("line", "behind a lock");
            Until.so("it has called", () -> alarms().size() == 1);
            Until.so("the note and what opened its record are here", () -> unopened(locked) > 1);
            parties.at(RU).stop();

            uk.stop();
            listen();
            Desk desk = uk.startLocked();
            assertThat(alarms()).singleElement().asString().contains("nobody here can open it yet");
            assertThat(unopened(desk)).isGreaterThan(1);
            desk.unlock();
            desk.arrived(note);
            Until.so("nothing is left to open", () -> unopened(desk) == 0);
            Until.so("now that it is known how urgent it is", () -> alarms().size() == 2);
        }
    }
}
