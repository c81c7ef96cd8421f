package firebreak.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.encoding.Vectors;
import firebreak.identity.Secret;
import firebreak.seal.Encapsulation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// `spec/vectors/frame.json`.
class FrameVectorsTest {
    private final VectorLine line = new VectorLine();

    private interface Check {
        void of(Json one) throws FormatException;
    }

    private static Stream<DynamicTest> each(String list, Check check) {
        return Vectors.cases(VectorLine.FILE, list).stream()
                .map(one -> DynamicTest.dynamicTest(Vectors.text(one, "id"), () -> check.of(one)));
    }

    @Test
    void keys_and_tags_of_the_line() throws FormatException {
        Json one = Vectors.cases(VectorLine.FILE, "lines").getFirst();
        assertThat(line.pair.tagIn().bytes()).isEqualTo(Vectors.hex(one, "tag"));
        assertThat(line.pair.tagOut().bytes()).isEqualTo(Vectors.hex(one, "reverseTag"));
        end(line.sender, line.senderShare);
        end(line.receiver, line.receiverShare);
        PairKey.Share from = PairKey.Share.of(line.senderShare);
        PairKey.Share to = PairKey.Share.of(line.receiverShare);
        End sender = line.pair.peer();
        End receiver = line.pair.own();
        key(one, "helloKey", PairKey.hello(line.pair.channel(), sender, receiver, from.ciphertext(), from.secret()));
        key(one, "pairKey", PairKey.pair(line.pair.channel(), sender, receiver, from, to));
        key(one, "reversePairKey", PairKey.pair(line.pair.channel(), receiver, sender, to, from));
    }

    private static void end(Json end, Encapsulation share) throws FormatException {
        assertThat(share.ciphertext()).isEqualTo(base64(end, "ciphertext"));
        key(end, "secret", share.secret());
    }

    private static void key(Json one, String name, Secret key) {
        assertThat(key).as(name).isEqualTo(Secret.wrap(Vectors.hex(one, name).toArray()));
    }

    @TestFactory
    Stream<DynamicTest> bodies() {
        return each("bodies", one -> {
            Bytes head = Vectors.hex(one, "head");
            Bytes tail = Vectors.hex(one, "tail");
            Bytes zeros = Bytes.wrap(new byte[Body.PLAINTEXT - head.size() - tail.size()]);
            Bytes plaintext = Bytes.concat(head, zeros, tail);
            if (Vectors.text(one, "verdict").equals("malformed")) {
                assertThatExceptionOfType(FormatException.class).isThrownBy(() -> Body.read("body", plaintext));
            } else {
                assertThat(Body.read("body", plaintext)).isEqualTo(body(one));
                assertThat(body(one).plaintext()).isEqualTo(plaintext);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> frames() {
        return each("frames", one -> {
            Arrival arrival =
                    hear(line.state(List.of()), base64(one, "frame"), 0).arrival();
            assertThat(verdict(arrival)).isEqualTo(Vectors.text(one, "verdict"));
            if (arrival instanceof Arrival.Heard heard) {
                assertThat(heard.body()).isEqualTo(body(one));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> sequences() {
        return each("sequences", one -> {
            LineState state = line.state(Vectors.list(one, "sent"));
            for (Json arriving : Vectors.list(one, "arriving")) {
                Bytes frame = base64(arriving, "frame");
                Step.Arrived step = hear(state, frame, VectorLine.seconds(arriving));
                state = step.state();
                assertThat(verdict(step.arrival())).isEqualTo(Vectors.text(arriving, "verdict"));
                if (step.arrival() instanceof Arrival.Heard heard) {
                    assertThat(heard.alive())
                            .isEqualTo(Vectors.member(arriving, "alive").equals(Json.of(true)));
                }
            }
        });
    }

    private Step.Arrived hear(LineState state, Bytes frame, long seconds) {
        Line reader = new Line(line.pair, VectorLine.INTERVAL);
        Step.Arrived step = reader.hear(state, frame, VectorLine.at(seconds));
        if (!(step.arrival() instanceof Arrival.Unlearned(Bytes ciphertext))) {
            return step;
        }
        Optional<Secret> opened = Encapsulation.open(line.receiverKey, ciphertext);
        return opened.isEmpty()
                ? new Step.Arrived(state, new Arrival.Refused("low order"))
                : reader.hear(reader.learn(state, ciphertext, opened.get()), frame, VectorLine.at(seconds));
    }

    private static String verdict(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Heard _ -> "heard";
            case Arrival.Greeted _ -> "greeted";
            case Arrival.Unopened _ -> "unopened";
            case Arrival.Unlearned _ -> "unlearned";
            case Arrival.Refused _ -> "refused";
        };
    }

    private static Body body(Json one) throws FormatException {
        Bytes echo = Vectors.hex(one, "echo");
        return new Body(
                Times.parse("time", Vectors.text(one, "time")),
                new Nonce(Vectors.hex(one, "nonce")),
                echo.isEmpty() ? Optional.empty() : Optional.of(new Nonce(echo)),
                new PostState((int) Fields.asInteger("state", Vectors.member(one, "state"))),
                Vectors.hex(one, "content"));
    }

    private static Bytes base64(Json one, String name) throws FormatException {
        return Bytes.parseBase64Url(name, Vectors.text(one, name));
    }
}
