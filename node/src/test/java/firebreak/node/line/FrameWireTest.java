package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.NodeEntry;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.RecordSecret;
import firebreak.identity.SecretPair;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Lines on real threads, over mutual TLS on loopback.
class FrameWireTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretPair SIGNING = SecretPair.generate(RANDOM);
    private static final RecordSecret RECORD = RecordSecret.generate(RANDOM);
    private static final Hash UA_TLS = tls(1).spkiHash();
    private static final Hash RU_TLS = tls(2).spkiHash();

    private final Identity.Hybrid ua = Identity.Hybrid.generate(RANDOM);
    private final Identity.Hybrid ru = Identity.Hybrid.generate(RANDOM);
    private final Pair pair = new Pair(Nodes.CHANNEL, end("UA", ua), end("RU", ru));
    private final Map<PartyCode, NodeEntry> nodes = new ConcurrentHashMap<>();
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
        FrameWire uaWire = wire(1);
        FrameWire ruWire = wire(2);
        Lines uaLines = lines(pair, ua, uaWire);
        Lines ruLines = lines(pair.reversed(), ru, ruWire);
        serve(1, Nodes.UA, uaWire.route(uaLines));
        serve(2, Nodes.RU, ruWire.route(ruLines));
        await("both answer", () -> answers(uaLines) && answers(ruLines));
        ruLines.close();
        await("the farewell", () -> uaLines.report().getFirst().said().isPresent());
        await("silence", () -> uaLines.report().getFirst().condition() instanceof Condition.Silent);
    }

    @Test
    void what_is_no_frame_is_refused_and_what_nobody_takes_is_answered_by_nothing() throws IOException {
        FrameWire wire = wire(1);
        int port = serve(1, Nodes.UA, wire.route(lines(pair, ua, wire))).port();
        Peer peer = new Peer("127.0.0.1", port, UA_TLS);
        MemberClient client = client(2);
        assertThat(post(client, peer, Frame.SIZE - 1).status()).isEqualTo(400);
        assertThat(post(client, peer, Frame.SIZE).status()).isEqualTo(400);
        assertThat(post(client, peer, Frame.SIZE + 1).status()).isEqualTo(413);
        byte[] unknown = new byte[Frame.SIZE];
        System.arraycopy(new byte[] {'F', 'B', 'F', '1'}, 0, unknown, 0, 4);
        unknown[1163] = 1;
        assertThat(wire(2).send(Nodes.CHANNEL, Nodes.UA, Bytes.wrap(unknown))).isEmpty();
    }

    @Test
    void a_frame_brought_under_another_key_than_its_partys_is_not_answered() throws IOException {
        FrameWire wire = wire(1);
        serve(1, Nodes.UA, wire.route(lines(pair, ua, wire)));
        Lines posing = lines(pair.reversed(), ru, wire(3));
        await("a test", () -> posing.report().getFirst().trouble().isPresent());
        assertThat(posing.report().getFirst().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("not for this post"));
    }

    @Test
    void a_member_without_a_manifest_or_an_address_is_one_clear_trouble() throws IOException {
        Lines lines = lines(pair, ua, wire(1));
        await("trouble", () -> lines.report().getFirst().trouble().isPresent());
        assertThat(lines.report().getFirst().trouble()).contains("no manifest of RU is known here");
        nodes.put(Nodes.RU, new NodeEntry(SIGNING.keys(), RECORD.keys(), RU_TLS, List.of()));
        await(
                "another trouble",
                () -> lines.report().getFirst().trouble().equals(Optional.of("the manifest of RU names no address")));
    }

    @Test
    void a_peer_that_never_answers_holds_up_no_other_line() {
        Identity.Hybrid by = Identity.Hybrid.generate(RANDOM);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(3);
        FrameCarrier carrier = (_, member, _) -> {
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

    private Lines lines(Pair pair, Identity.Hybrid key, FrameCarrier carrier) {
        return started(List.of(new Line(pair, INTERVAL)), key, carrier);
    }

    private FrameWire wire(int seed) {
        return new FrameWire(
                client(seed),
                (_, party) -> Optional.ofNullable(nodes.get(party)).stream().toList());
    }

    private Lines started(List<Line> plan, Identity.Hybrid key, FrameCarrier carrier) {
        Lines lines = new Lines(
                _ -> plan, carrier, InstantSource.system(), Pace.system(), RANDOM, LastAnswered.NONE, _ -> {});
        open.add(lines);
        lines.hold(List.of(key));
        lines.start();
        return lines;
    }

    private MemberServer serve(int seed, PartyCode party, Route route) throws IOException {
        MemberServer server = MemberServer.open(
                tls(seed),
                spki -> Optional.of(spki.hex()),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Limits.standard(),
                List.of(route));
        open.add(server);
        String address = "https://127.0.0.1:" + server.port();
        nodes.put(party, new NodeEntry(SIGNING.keys(), RECORD.keys(), tls(seed).spkiHash(), List.of(address)));
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
