package firebreak.bench.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelayTest {
    @Test
    void records_are_counted_however_the_bytes_are_cut() {
        byte[] stream = records(0, 1, 300, 16_384);
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            Relay.Records records = new Relay.Records();
            int counted = 0;
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(1 + random.nextInt(4_000), stream.length - at);
                counted += records.begunIn(Arrays.copyOfRange(stream, at, at + length), length);
                at += length;
            }
            assertThat(counted).as("seed %d", seed).isEqualTo(4);
        }
    }

    @Test
    void what_passes_arrives_unchanged_and_is_counted_both_ways() throws IOException {
        byte[] asked = records(10, 20);
        byte[] answered = records(1_000);
        try (ServerSocket node = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Relay relay = Relay.open(0, node.getLocalPort());
                Socket caller = new Socket(InetAddress.getLoopbackAddress(), relay.port());
                Socket behind = node.accept()) {
            OutputStream out = caller.getOutputStream();
            out.write(asked);
            assertThat(behind.getInputStream().readNBytes(asked.length)).isEqualTo(asked);
            behind.getOutputStream().write(answered);
            assertThat(caller.getInputStream().readNBytes(answered.length)).isEqualTo(answered);

            assertThat(relay.count()).isEqualTo(new Relay.Count(asked.length + answered.length, 3, 1));
        }
    }

    private static byte[] records(int... lengths) {
        byte[] all = new byte[0];
        for (int length : lengths) {
            int at = all.length;
            all = Arrays.copyOf(all, at + 5 + length);
            all[at] = 23;
            all[at + 1] = 3;
            all[at + 2] = 3;
            all[at + 3] = (byte) (length >> 8);
            all[at + 4] = (byte) length;
        }
        return all;
    }
}
