package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.Circulating;
import firebreak.engine.State;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import firebreak.node.home.Home;
import firebreak.node.http.Response;
import firebreak.node.joint.Proposal;
import firebreak.node.wire.Peer;
import firebreak.note.Circular;
import firebreak.seal.Envelope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Joint notes between two real nodes: they circulate by themselves, all sign the same, and then it is on both records.
final class JointNotesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private TwoNodes two;

    @BeforeEach
    void start() throws Exception {
        two = TwoNodes.start(folder);
        two.open();
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        two.close();
    }

    private record Answer(int status, String text) {
        Fields fields() throws FormatException {
            return Fields.of("answer", Canonical.readLoose("answer", Bytes.ofUtf8(text), 1 << 20));
        }
    }

    private Answer ask(String party, String officer, String path, Optional<Json> body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + two.node(party).apiPort() + path));
        if (!officer.isEmpty()) {
            request.header("Authorization", "Bearer " + token(party, officer));
        }
        body.ifPresent(json -> request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        Canonical.write(json).toArray())));
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private String token(String party, String officer) throws Exception {
        Json body = Json.object()
                .with("officer", officer)
                .with("password", officer + "-password")
                .build();
        return ask(party, "", "/v1/sign-in", Optional.of(body)).fields().string("token");
    }

    /// Proposed by RU's drafter; its id.
    private String propose(String text) throws Exception {
        Json content = Json.object()
                .with("form", "joint-note")
                .with("action", Json.strings(List.of("RU-MOD", "UK-MOD")))
                .with("precedence", "PRIORITY")
                .with(
                        "fields",
                        Json.object()
                                .with("subject", "Together")
                                .with("text", text)
                                .build())
                .build();
        Answer answer = ask(
                "RU",
                "ivanov",
                "/v1/joint/propose",
                Optional.of(Json.object()
                        .with("channel", "RU-UK")
                        .with("posts", Json.strings(List.of("RU-MOD", "UK-MOD")))
                        .with("content", content)
                        .build()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.fields().string("proposal");
    }

    private Answer act(String party, String officer, String act, String proposal) throws Exception {
        return ask(
                party,
                officer,
                "/v1/joint/" + act,
                Optional.of(Json.object().with("proposal", proposal).build()));
    }

    private Proposal until(String party, String proposal, Predicate<Proposal> fits) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<Proposal> found = two.node(party).circulars().all().stream()
                    .filter(one -> one.circular().id().hex().equals(proposal))
                    .findFirst();
            if (found.filter(fits).isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime())
                    .as("still waiting at %s: %s", party, found)
                    .isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static boolean isRecorded(Proposal proposal) {
        return proposal.recorded().isPresent();
    }

    @Test
    void it_goes_to_the_other_author_and_on_both_records_once_both_have_signed() throws Exception {
        String proposal = propose("We both say this.");
        until("UK", proposal, _ -> true);
        assertThat(ask("UK", "smith", "/v1/joint", Optional.empty()).text())
                .contains("We both say this.")
                .contains("\"signed\":false");

        assertThat(act("RU", "orlova", "sign", proposal).status()).isEqualTo(200);
        assertThat(act("UK", "jones", "sign", proposal).status()).isEqualTo(200);

        Proposal atRu = until("RU", proposal, JointNotesTest::isRecorded);
        Proposal atUk = until("UK", proposal, JointNotesTest::isRecorded);
        assertThat(atRu.recorded()).isEqualTo(atUk.recorded());
        String reference = atRu.recorded().orElseThrow();
        TwoNodes.eventually(
                () -> two.at("UK", "note", "list"), list -> list.out().contains(reference));
        TwoNodes.eventually(
                () -> two.at("RU", "note", "list"), list -> list.out().contains(reference));
    }

    @Test
    void what_was_proposed_while_the_network_was_cut_arrives_when_it_is_mended_and_outlives_a_restart()
            throws Exception {
        two.cutNetwork();
        String proposal = propose("Through a cut.");
        assertThat(act("RU", "orlova", "sign", proposal).status()).isEqualTo(200);
        assertThat(two.node("UK").circulars().all()).isEmpty();
        two.stop("RU");
        two.serve("RU");
        two.mendNetwork();

        until("UK", proposal, _ -> true);
        assertThat(act("UK", "jones", "sign", proposal).status()).isEqualTo(200);

        until("UK", proposal, JointNotesTest::isRecorded);
        TwoNodes.done(two.at(
                "RU",
                "post",
                "unlock",
                "RU-MOD",
                "--officer",
                "orlova",
                "--password-file",
                two.password("orlova").toString(),
                "--passphrase-file",
                two.passphrase("RU").toString()));
        until("RU", proposal, JointNotesTest::isRecorded);
    }

    @Test
    void a_party_may_decline_and_the_other_is_told() throws Exception {
        String proposal = propose("Not with us.");
        until("UK", proposal, _ -> true);

        assertThat(act("UK", "jones", "decline", proposal).status()).isEqualTo(204);
        assertThat(act("RU", "orlova", "sign", proposal).status()).isEqualTo(200);

        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String list = "";
        while (!list.contains("UK has declined to sign it")) {
            assertThat(System.nanoTime()).as(list).isLessThan(deadline);
            list = ask("RU", "orlova", "/v1/joint", Optional.empty()).text();
        }
        assertThat(act("UK", "jones", "sign", proposal).text()).contains("declined");
    }

    @Test
    void whoever_proposed_it_does_not_sign_it_and_a_drafter_may_not() throws Exception {
        String proposal = propose("Two officers.");

        Answer own = act("RU", "ivanov", "sign", proposal);
        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains("by another officer than the one who proposed it");
    }

    @Test
    void a_signature_that_does_not_hold_is_refused_with_the_name_and_nothing_is_kept() throws Exception {
        two.cutNetwork();
        Circular circular = two.node("RU").circulars().all().stream()
                .findFirst()
                .orElseGet(() -> {
                    try {
                        return until("RU", propose("Forged."), _ -> true);
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                })
                .circular();
        Jws forged;
        try (SecretPair stranger = SecretPair.generate(RANDOM)) {
            forged = Jws.sign(circular.note().payload(), stranger);
        }

        Response answer = bring(new Circular(circular.note(), Optional.of(forged)));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().utf8("answer")).contains("somebody has signed it who is no author");
        assertThat(two.node("UK").circulars().all()).isEmpty();
        assertThat(bring(circular).status()).isEqualTo(204);
        assertThat(two.node("UK").circulars().all()).hasSize(1);
    }

    /// As RU's node brings it to UK's.
    private Response bring(Circular circular) throws Exception {
        State state = two.node("RU").node().loop().state();
        Channel channel = state.channels().values().iterator().next();
        byte[] salt = new byte[Envelope.SALT];
        RANDOM.nextBytes(salt);
        Bytes envelope =
                Envelope.seal(circular.bytes(), Bytes.wrap(salt), Circulating.recipients(circular, state), RANDOM);
        Peer uk = new Peer(
                "127.0.0.1",
                two.node("UK").node().port(),
                Home.at(two.home("UK")).publicKeys().node().tls());
        return two.node("RU")
                .node()
                .client()
                .request(
                        uk,
                        "POST",
                        "/v1/circulars?channel=" + channel.id().hash().hex(),
                        envelope,
                        1 << 14);
    }

    @Test
    void bytes_that_are_no_circular_and_another_channel_are_refused() throws Exception {
        Peer uk = new Peer(
                "127.0.0.1",
                two.node("UK").node().port(),
                Home.at(two.home("UK")).publicKeys().node().tls());
        var client = two.node("RU").node().client();

        assertThat(client.request(uk, "POST", "/v1/circulars?channel=" + "0".repeat(64), Bytes.ofUtf8("x"), 1 << 14)
                        .status())
                .isEqualTo(404);
        assertThat(client.request(uk, "POST", "/v1/circulars?channel=zz", Bytes.ofUtf8("x"), 1 << 14)
                        .status())
                .isEqualTo(400);
        String channel = two.node("UK")
                .node()
                .loop()
                .state()
                .channels()
                .keySet()
                .iterator()
                .next()
                .hash()
                .hex();
        assertThat(client.request(uk, "POST", "/v1/circulars?channel=" + channel, Bytes.ofUtf8("x"), 1 << 14)
                        .status())
                .isEqualTo(400);
    }
}
