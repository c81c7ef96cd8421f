package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;

import firebreak.charter.ChannelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A real node of UK and a record of RU that the tests write by hand: one node for all tests of a class, and for each
/// test a channel of its own, in which RU has opened its record and brought nothing yet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WrittenByHand {
    private static final int CHANNELS = 16;

    Parties parties;
    Station uk;
    String label;
    ChannelId channel;
    Scribe ru;
    private int next;

    @BeforeAll
    final void found(@TempDir Path folder) throws Exception {
        parties = Parties.found(
                folder,
                List.of(UK, RU),
                IntStream.range(0, CHANNELS).mapToObj(i -> "c" + i).toList());
        uk = parties.at(UK);
        uk.start();
    }

    @AfterAll
    final void end() throws IOException {
        parties.close();
    }

    @BeforeEach
    final void takeAChannel() throws Exception {
        label = "c" + next++;
        channel = parties.channel(label);
        ru = new Scribe(parties.at(RU), channel);
        ru.opens();
    }

    /// A channel that no test takes before all others are taken.
    final ChannelId otherChannel() {
        return parties.channel("c" + (CHANNELS - 1));
    }

    @AfterEach
    final void wipe() {
        ru.close();
    }
}
