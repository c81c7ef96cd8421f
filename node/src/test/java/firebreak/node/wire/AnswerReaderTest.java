package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.node.http.Response;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client takes for an answer; the peer may send anything.
class AnswerReaderTest {
    private static final int MOST = 100;
    private static final String GOOD =
            "HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 3\r\nContent-Type: text/plain\r\n\r\nabc";

    @Test
    void an_answer_is_read_to_its_end_and_no_further() throws Exception {
        ByteArrayInputStream in = stream(GOOD + "next");
        assertThat(AnswerReader.read(in, MOST))
                .isEqualTo(new AnswerReader.Answer(new Response(200, "text/plain", Bytes.ofUtf8("abc")), false));
        assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("next");
    }

    @Test
    void an_answer_without_a_body_needs_no_length_where_none_can_be() throws Exception {
        assertThat(read("HTTP/1.1 204 No Content\r\n\r\n").response().body().isEmpty())
                .isTrue();
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n\r\n")).isInstanceOf(FormatException.class);
    }

    @Test
    void the_last_answer_says_so() throws Exception {
        assertThat(read("HTTP/1.1 200\r\nConnection: Close\r\ncontent-length: 0\r\n\r\n")
                        .last())
                .isTrue();
    }

    @Test
    void a_body_at_the_callers_limit_is_taken_and_one_byte_more_is_not() throws Exception {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100))
                        .response()
                        .body()
                        .size())
                .isEqualTo(100);
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + "x".repeat(101)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("at most 100 bytes");
    }

    @Test
    void a_head_at_the_limit_is_taken_and_one_byte_more_is_not() throws Exception {
        String start = "HTTP/1.1 204 No Content\r\nX: ";
        int room = AnswerReader.MAX_HEAD - start.length() - 4;
        assertThat(read(start + "x".repeat(room) + "\r\n\r\n").response().status())
                .isEqualTo(204);
        assertThatThrownBy(() -> read(start + "x".repeat(room + 1) + "\r\n\r\n"))
                .isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 600 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 2000 X\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n",
                "\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 01\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n folded\r\n\r\na",
                "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\na",
                "HTTP/1.1 200 OK\nContent-Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nX: a\u0000b\r\nContent-Length: 1\r\n\r\na",
            })
    void what_is_no_answer_is_refused(String bytes) {
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(FormatException.class);
    }

    @Test
    void an_answer_cut_anywhere_is_an_end_of_stream_and_never_a_shorter_answer() {
        for (int cut = 0; cut < GOOD.length(); cut++) {
            String part = GOOD.substring(0, cut);
            assertThatThrownBy(() -> read(part)).as("cut at %d", cut).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatever_comes_ends_in_an_answer_or_one_of_two_refusals() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = GOOD.getBytes(StandardCharsets.ISO_8859_1);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(AnswerReader.read(new ByteArrayInputStream(bytes), MOST)
                                .response()
                                .body()
                                .size())
                        .isLessThanOrEqualTo(MOST);
            } catch (FormatException | IOException refused) {
                assertThat(refused).as("seed %d round %d", seed, round).hasMessageMatching("(?s).+");
            }
        }
    }

    private static AnswerReader.Answer read(String bytes) throws IOException, FormatException {
        return AnswerReader.read(stream(bytes), MOST);
    }

    private static ByteArrayInputStream stream(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}
