package firebreak.node.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What really goes over the wire, read from the bytes in between (RFC 8446 section 4.1).
class HandshakeTest {
    private static final int KEY_SHARE = 51;
    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_VERSIONS = 43;
    /// IANA: X25519MLKEM768.
    private static final int HYBRID = 0x11EC;

    @Test
    void the_negotiated_group_is_the_hybrid_and_the_hello_names_nobody() throws Exception {
        try (Wire wire = new Wire(Wire.whoAmI());
                Tap tap = new Tap(wire.server.port());
                MemberClient a = new MemberClient(Wire.A, Wire.PATIENCE)) {
            assertThat(Wire.who(a, new Peer("localhost", tap.port(), Wire.SERVER.spkiHash())))
                    .isEqualTo("A");

            Hello client = Hello.client(tap.fromClient());
            assertThat(client.extensions()).doesNotContainKey(SERVER_NAME);
            assertThat(offeredShares(client)).containsExactly(HYBRID);

            Hello server = Hello.server(tap.fromServer());
            ByteBuffer share = server.extension(KEY_SHARE);
            assertThat(share.getShort() & 0xffff).isEqualTo(HYBRID);
            assertThat(share.getShort())
                    .as("ML-KEM-768 ciphertext and X25519 share")
                    .isEqualTo((short) (1_088 + 32));
            assertThat(server.extension(SUPPORTED_VERSIONS).getShort()).isEqualTo((short) 0x0304);
            assertThat(server.suites()).containsExactly(0x1302);
        }
    }

    private static List<Integer> offeredShares(Hello hello) {
        ByteBuffer shares = hello.extension(KEY_SHARE);
        shares.getShort();
        List<Integer> groups = new ArrayList<>();
        while (shares.hasRemaining()) {
            groups.add(shares.getShort() & 0xffff);
            shares.position(shares.position() + 2 + shares.getShort(shares.position()));
        }
        return groups;
    }

    /// A hello message, cut to what the test asks.
    private record Hello(List<Integer> suites, Map<Integer, byte[]> extensions) {
        static Hello client(byte[] stream) {
            ByteBuffer in = body(stream, 1);
            in.position(in.position() + 2 + 32);
            in.position(in.position() + 1 + in.get(in.position()));
            List<Integer> suites = new ArrayList<>();
            int end = in.getShort() + in.position();
            while (in.position() < end) {
                suites.add(in.getShort() & 0xffff);
            }
            in.position(in.position() + 1 + in.get(in.position()));
            return new Hello(suites, extensions(in));
        }

        static Hello server(byte[] stream) {
            ByteBuffer in = body(stream, 2);
            in.position(in.position() + 2 + 32);
            in.position(in.position() + 1 + in.get(in.position()));
            List<Integer> suites = List.of(in.getShort() & 0xffff);
            in.get();
            return new Hello(suites, extensions(in));
        }

        ByteBuffer extension(int type) {
            byte[] content = extensions.get(type);
            assertThat(content).as("extension %d", type).isNotNull();
            return ByteBuffer.wrap(content == null ? new byte[0] : content);
        }

        private static ByteBuffer body(byte[] stream, int type) {
            ByteBuffer in = ByteBuffer.wrap(stream);
            assertThat(in.get()).as("a handshake record").isEqualTo((byte) 22);
            in.position(5);
            int head = in.getInt();
            assertThat(head >>> 24).isEqualTo(type);
            return in.slice(9, head & 0xffffff);
        }

        private static Map<Integer, byte[]> extensions(ByteBuffer in) {
            Map<Integer, byte[]> extensions = new TreeMap<>();
            in.getShort();
            while (in.hasRemaining()) {
                int type = in.getShort() & 0xffff;
                byte[] content = new byte[in.getShort() & 0xffff];
                in.get(content);
                extensions.put(type, content);
            }
            return extensions;
        }
    }

    /// Passes bytes both ways and keeps a copy.
    private static final class Tap implements AutoCloseable {
        private final ServerSocket listening =
                new ServerSocket(0, 1, Wire.loopback(0).getAddress());
        private final ByteArrayOutputStream fromClient = new ByteArrayOutputStream();
        private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
        private final Thread thread;

        Tap(int port) throws IOException {
            thread = Thread.ofVirtual().start(() -> pass(port));
        }

        private void pass(int port) {
            try (Socket client = listening.accept();
                    Socket server = new Socket(Wire.loopback(0).getAddress(), port)) {
                Thread back = Thread.ofVirtual().start(() -> copy(server, client, fromServer));
                copy(client, server, fromClient);
                back.join();
            } catch (IOException | InterruptedException ended) {
                // the test is over
            }
        }

        private static void copy(Socket from, Socket to, ByteArrayOutputStream kept) {
            try (InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] buffer = new byte[8_192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    kept.write(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            } catch (IOException ended) {
                // one side closed
            }
        }

        int port() {
            return listening.getLocalPort();
        }

        byte[] fromClient() {
            return fromClient.toByteArray();
        }

        byte[] fromServer() {
            return fromServer.toByteArray();
        }

        @Override
        public void close() throws IOException {
            listening.close();
            thread.interrupt();
        }
    }
}
