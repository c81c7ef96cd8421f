package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.node.http.Response;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a member's node sends as an answer, however wrong.
class DamagedInputTest {
    private static final int MOST = 1_000;

    @Test
    void answers() {
        List<Bytes> good = List.of(
                Bytes.ofUtf8("HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 18:00:00 GMT\r\nContent-Length: 3\r\n\r\nabc"),
                Bytes.ofUtf8("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
                Bytes.ofUtf8("HTTP/1.1 409\r\ncontent-type: text/plain\r\nContent-Length: 1\r\n\r\nx"));
        Damage.bytes(good, input -> {
            Response answer = AnswerReader.read(new ByteArrayInputStream(input.toArray()), MOST)
                    .response();
            assertThat(answer.body().size()).isLessThanOrEqualTo(MOST);
            return input;
        });
    }
}
