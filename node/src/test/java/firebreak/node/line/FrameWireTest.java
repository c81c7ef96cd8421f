package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.line.Condition;
import firebreak.line.End;
import firebreak.line.Frame;
import firebreak.line.LastAnswered;
import firebreak.line.Line;
import firebreak.line.Pair;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.log.LogSetup;
import firebreak.node.wire.Limits;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.MemberServer;
import firebreak.node.wire.Patience;
import firebreak.node.wire.Peer;
import firebreak.node.wire.TlsIdentity;
import firebreak.seal.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Lines on real threads, over mutual TLS on loopback.
class FrameWireTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Hash UA_TLS = tls(1).spkiHash();
    private static final Hash RU_TLS = tls(2).spkiHash();

    private final Identity.Hybrid ua = Identity.Hybrid.generate(RANDOM);
    private final Identity.Hybrid ru = Identity.Hybrid.generate(RANDOM);
    private final Pair pair = new Pair(Nodes.CHANNEL, end("UA", ua), end("RU", ru));
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void quiet() {
        LogSetup.toStandardError(Level.OFF);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void two_nodes_answer_each_other_and_a_closed_one_falls_silent() throws IOException {
        Lines[] at = new Lines[2];
        MemberServer uaServer = server(1, () -> at[0]);
        MemberServer ruServer = server(2, () -> at[1]);
        at[0] = lines(pair, ua, client(1), new Peer("127.0.0.1", ruServer.port(), RU_TLS));
        at[1] = lines(pair.reversed(), ru, client(2), new Peer("127.0.0.1", uaServer.port(), UA_TLS));
        await("both answer", () -> answers(at[0]) && answers(at[1]));
        at[1].close();
        await("the farewell", () -> at[0].report().getFirst().said().isPresent());
        await("silence", () -> at[0].report().getFirst().condition() instanceof Condition.Silent);
    }

    @Test
    void what_is_no_frame_is_refused_and_what_nobody_takes_is_answered_by_nothing() throws IOException {
        Lines lines = lines(pair, ua, client(1));
        MemberServer server = server(1, () -> lines);
        Peer peer = new Peer("127.0.0.1", server.port(), UA_TLS);
        MemberClient client = client(2);
        assertThat(post(client, peer, Frame.SIZE - 1).status()).isEqualTo(400);
        assertThat(post(client, peer, Frame.SIZE).status()).isEqualTo(400);
        assertThat(post(client, peer, Frame.SIZE + 1).status()).isEqualTo(413);
        byte[] unknown = new byte[Frame.SIZE];
        System.arraycopy(new byte[] {'F', 'B', 'F', '1'}, 0, unknown, 0, 4);
        unknown[1163] = 1;
        assertThat(FrameWire.carrier(client, _ -> List.of(peer)).send(Nodes.UA, Bytes.wrap(unknown)))
                .isEmpty();
    }

    @Test
    void a_member_without_an_address_is_one_clear_trouble() {
        Lines lines = lines(pair, ua, client(1));
        await("trouble", () -> lines.report().getFirst().trouble().isPresent());
        assertThat(lines.report().getFirst().trouble()).contains("no address of RU is known here");
    }

    @Test
    void a_peer_that_never_answers_holds_up_no_other_line() {
        Identity.Hybrid by = Identity.Hybrid.generate(RANDOM);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(3);
        FrameCarrier carrier = (member, frame) -> {
            if (member.value().equals("RU")) {
                hang(never);
            }
            reached.countDown();
            return Optional.empty();
        };
        Pair other = new Pair(Nodes.CHANNEL, end("UA", ua), end("BY", by));
        started(List.of(new Line(pair, INTERVAL), new Line(other, INTERVAL)), ua, carrier);
        await("three tests to the other peer", () -> reached.getCount() == 0);
        never.countDown();
    }

    private static void hang(CountDownLatch never) throws IOException {
        try {
            never.await();
        } catch (InterruptedException stopped) {
            throw new IOException("interrupted", stopped);
        }
    }

    private Lines lines(Pair pair, Identity.Hybrid key, MemberClient client, Peer... peers) {
        return started(List.of(new Line(pair, INTERVAL)), key, FrameWire.carrier(client, _ -> Arrays.asList(peers)));
    }

    private Lines started(List<Line> plan, Identity.Hybrid key, FrameCarrier carrier) {
        Lines lines = new Lines(
                _ -> plan, carrier, InstantSource.system(), Pace.system(), RANDOM, LastAnswered.NONE, _ -> {});
        open.add(lines);
        lines.hold(List.of(key));
        lines.start();
        return lines;
    }

    private MemberServer server(int seed, Supplier<Lines> lines) throws IOException {
        MemberServer server = MemberServer.open(
                tls(seed),
                spki -> Optional.of(spki.equals(UA_TLS) ? "UA" : "RU"),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Limits.standard(),
                List.of(Route.post(
                        FrameWire.PATH,
                        Frame.SIZE,
                        (caller, request) ->
                                FrameWire.route(lines.get()).handler().answer(caller, request))));
        open.add(server);
        return server;
    }

    private MemberClient client(int seed) {
        MemberClient client = new MemberClient(tls(seed), Patience.standard());
        open.add(client);
        return client;
    }

    private static Response post(MemberClient client, Peer peer, int size) throws IOException {
        return client.request(peer, "POST", FrameWire.PATH, Bytes.wrap(new byte[size]), Frame.SIZE);
    }

    private static boolean answers(Lines lines) {
        return lines.members(Nodes.CHANNEL).values().stream().anyMatch(Condition.Answering.class::isInstance);
    }

    private static End end(String party, Identity.Hybrid key) {
        return new End(new PartyCode(party), new PostCode(party + "-MFA"), key.recipient());
    }

    private static TlsIdentity tls(int seed) {
        byte[] bytes = new byte[TlsIdentity.SEED_SIZE];
        Arrays.fill(bytes, (byte) seed);
        return TlsIdentity.fromSeed(bytes);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("never came about: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
