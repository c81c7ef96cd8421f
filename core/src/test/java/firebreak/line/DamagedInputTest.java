package firebreak.line;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    @Test
    void frames() throws FormatException {
        List<Bytes> frames = new ArrayList<>();
        for (var one : Vectors.cases("frame.json", "frames")) {
            frames.add(Bytes.parseBase64Url("vector", Vectors.text(one, "frame")));
        }
        Damage.bytes(frames, input -> Frame.parse("frame", input).bytes());
    }

    @Test
    void what_stands_in_a_frame() {
        List<Bytes> bodies = Vectors.cases("frame.json", "bodies").stream()
                .map(one -> {
                    Bytes head = Vectors.hex(one, "head");
                    Bytes tail = Vectors.hex(one, "tail");
                    int zeros = Math.max(0, Body.PLAINTEXT - head.size() - tail.size());
                    return Bytes.concat(head, Bytes.wrap(new byte[zeros]), tail);
                })
                .toList();
        Damage.bytes(bodies, input -> Body.read("body", input).plaintext());
    }
}
