package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.seal.Encapsulation;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A frame convinces its reader and proves nothing to anybody else.
class DeniabilityTest {
    private final LineEnd.Both both = LineEnd.Both.of(11).alive();

    @Test
    void the_reader_can_make_the_very_frame_it_received() {
        LineEnd a = both.a();
        LineEnd b = both.b();
        a.content = Bytes.ofUtf8("we would not object");
        Bytes received = a.test();
        Arrival.Heard heard = (Arrival.Heard) b.hear(received);
        Session session = b.state.sessions.with(heard.from()).orElseThrow();
        Frame forged = Frame.seal(
                b.line.pair().tagIn(),
                heard.from(),
                session.highest(),
                session.keys().in(),
                heard.body());
        assertThat(forged.bytes()).isEqualTo(received);
    }

    /// From public keys alone: both encapsulations are the stranger's, so are all secrets.
    @Test
    void a_stranger_can_make_a_whole_conversation_that_both_private_keys_open() {
        SplittableRandom random = new SplittableRandom(12);
        Pair pair = both.a().line.pair();
        Encapsulation shareA = Encapsulation.to(pair.peer().key(), random);
        Encapsulation shareB = Encapsulation.to(pair.own().key(), random);
        Line line = new Line(pair, LineEnd.INTERVAL);
        LineState invented =
                line.learn(line.open(shareA, Optional.empty(), both.a().now()), shareB.ciphertext(), shareB.secret());
        Bytes frame = line.test(invented, both.a().now(), PostState.UNLOCKED, Bytes.EMPTY, random)
                .frame();
        Line peer = new Line(pair.reversed(), LineEnd.INTERVAL);
        LineState reader = peer.open(shareB, Optional.empty(), both.b().now());
        try (var opened =
                Encapsulation.open(both.b().identity, shareA.ciphertext()).orElseThrow()) {
            LineState learned = peer.learn(reader, shareA.ciphertext(), opened);
            assertThat(peer.hear(learned, frame, both.b().now()).arrival()).isInstanceOf(Arrival.Heard.class);
        }
    }
}
