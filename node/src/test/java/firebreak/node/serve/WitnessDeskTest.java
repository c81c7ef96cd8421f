package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Mode;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Table;
import firebreak.identity.RecordKeys;
import firebreak.node.http.Response;
import firebreak.node.keys.NodeKeys;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.Patience;
import firebreak.node.wire.Peer;
import firebreak.node.wire.TlsIdentity;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.CheckpointSigner;
import firebreak.record.ConsistencyProof;
import firebreak.record.ForkCheck;
import firebreak.record.ForkEvidence;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.witness.AddCheckpoint;
import firebreak.witness.Witness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A witness's node, asked over mutual TLS by whoever holds the keys of a party: UK's, which has two histories of one
/// record, and RU's.
final class WitnessDeskTest {
    private static final PartyCode UN = new PartyCode("UN");
    private static final Origin ORIGIN = Origin.random(new Random(5));
    private static final int COMMON = 5;

    @TempDir
    private Path folder;

    private final List<LeafHashes> histories = List.of(history(0), history(1));

    private static LeafHashes history(int number) {
        return new LeafHashes(IntStream.range(0, 20)
                .mapToObj(leaf -> Merkle.leafHash(Bytes.ofUtf8(leaf < COMMON ? "leaf " + leaf : number + " " + leaf)))
                .toList());
    }

    /// Whoever holds a party's node keys.
    private final class Holder implements AutoCloseable {
        final NodeKeys keys;
        private final MemberClient client;

        Holder(Station station) throws IOException {
            keys = Scribe.keys(station.home.keys(Mode.EXERCISE).node());
            client = new MemberClient(keys.tls().use(TlsIdentity::fromSeed), Patience.standard());
        }

        RecordKeys record() {
            return keys.records().getLast().keys();
        }

        SignedCheckpoint signed(int history, long size) {
            Checkpoint checkpoint = new Checkpoint(ORIGIN, size, Merkle.root(size, histories.get(history)));
            return new CheckpointSigner(ORIGIN, keys.records().getLast()).sign(checkpoint, Scribe.now());
        }

        AddCheckpoint request(int history, long old, long size) {
            ConsistencyProof proof = ConsistencyProof.make(Math.min(old, size), size, histories.get(history));
            return new AddCheckpoint(old, proof.path(), signed(history, size).note());
        }

        Response asks(Station witness, int history, long old, long size) throws IOException {
            return posts(witness, request(history, old, size).bytes());
        }

        Response posts(Station witness, Bytes request) throws IOException {
            return client.request(peer(witness), "POST", "/v1/witness/add-checkpoint", request, 1 << 16);
        }

        Response shown(Station witness, String query) throws IOException {
            return client.request(peer(witness), "GET", "/v1/witness/checkpoint?" + query, Bytes.EMPTY, 1 << 16);
        }

        private Peer peer(Station witness) {
            return new Peer("127.0.0.1", witness.cable.port(), pin(witness));
        }

        private static Hash pin(Station witness) {
            try (NodeKeys keys = Scribe.keys(witness.home.keys(Mode.EXERCISE).node())) {
                return keys.tls().use(TlsIdentity::fromSeed).spkiHash();
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        }

        @Override
        public void close() {
            client.close();
            keys.close();
        }
    }

    private Parties parties() throws IOException {
        return Parties.witnessed(folder, List.of(UK, RU), new Neutrals(1, List.of(UN)));
    }

    private static Witness witness(Station un) throws IOException {
        try (NodeKeys keys = Scribe.keys(un.home.keys(Mode.EXERCISE).node())) {
            return new Witness(UN, List.of(keys.records().getLast().keys()));
        }
    }

    private static void signedBy(Station un, SignedCheckpoint checkpoint, Response response, RecordKeys keys)
            throws FormatException {
        assertThat(response.status()).as(response.reason()).isEqualTo(200);
        CheckpointNote whole =
                CheckpointNote.parse("cosigned", checkpoint.bytes().plus(response.body()));
        assertThat(whole.verify(ORIGIN, keys))
                .isInstanceOfSatisfying(
                        CheckpointCheck.Verified.class,
                        verified -> assertThat(time(un, verified.checkpoint())).isTrue());
    }

    private static boolean time(Station un, SignedCheckpoint signed) {
        try {
            return witness(un).time(signed).isPresent();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void one_history_is_signed_and_the_other_kept_as_evidence() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK))) {
            Station un = parties.at(UN);
            un.start();
            signedBy(un, uk.signed(0, 3), uk.asks(un, 0, 0, 3), uk.record());
            signedBy(un, uk.signed(0, 9), uk.asks(un, 0, 3, 9), uk.record());

            Response mistaken = uk.asks(un, 0, 3, 12);
            assertThat(mistaken.status()).isEqualTo(409);
            assertThat(mistaken.contentType()).isEqualTo("text/x.tlog.size");
            assertThat(mistaken.body().utf8("size")).isEqualTo("9\n");
            assertThat(uk.asks(un, 1, 9, 12).status()).as("does not continue").isEqualTo(422);
            assertThat(uk.asks(un, 1, 9, 9).status()).isEqualTo(409);
            assertThat(uk.asks(un, 1, 9, 9).status()).isEqualTo(409);

            var kept = un.store().range(Table.EVIDENCE, "witnessed/", "witnessed/~", 10);
            assertThat(kept).hasSize(1);
            ForkEvidence evidence = ForkEvidence.read(
                    "evidence", Canonical.readLoose("evidence", kept.getFirst().value(), 1 << 18));
            assertThat(evidence.check(ORIGIN, uk.record())).isInstanceOf(ForkCheck.Proven.class);
            assertThat(Clerk.number(un.desk().status(), "evidence")).isEqualTo(1);
        }
    }

    @Test
    void a_home_put_back_from_an_old_copy_does_not_make_it_sign_another_history() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK))) {
            Station un = parties.at(UN);
            un.start();
            assertThat(uk.asks(un, 0, 0, 3).ok()).isTrue();
            un.stop();
            Path copy = folder.resolve("copy");
            OldCopyTest.copy(un.home.folder(), copy);
            un.start();
            assertThat(uk.asks(un, 0, 3, 9).ok()).isTrue();
            un.stop();
            OldCopyTest.replace(un.home.folder(), copy);
            un.start();

            assertThat(uk.asks(un, 1, 3, 9).status()).isEqualTo(409);
            assertThat(uk.asks(un, 1, 9, 9).status()).isIn(409, 422);
            assertThat(uk.asks(un, 1, 9, 12).status()).isEqualTo(422);
            signedBy(un, uk.signed(0, 12), uk.asks(un, 0, 9, 12), uk.record());
        }
    }

    @Test
    void one_that_has_lost_what_it_signed_signs_nothing() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK))) {
            Station un = parties.at(UN);
            un.start();
            assertThat(uk.asks(un, 0, 0, 3).ok()).isTrue();
            un.stop();
            Path heads = un.home.witnessFile(un.home.config());
            byte[] content = Files.readAllBytes(heads);
            Files.delete(heads);

            un.start();
            assertThat(uk.asks(un, 0, 3, 9).status()).isEqualTo(503);
            assertThat(uk.asks(un, 0, 3, 9).reason()).contains("has lost what it signed");
            un.stop();
            content[content.length / 2] ^= 1;
            Files.write(heads, content);
            un.start();
            assertThat(uk.asks(un, 0, 3, 9).status()).as("damaged").isEqualTo(503);
        }
    }

    @Test
    void nobody_takes_the_place_of_a_record_by_naming_its_origin_first() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK));
                Holder ru = new Holder(parties.at(RU))) {
            Station un = parties.at(UN);
            un.start();
            signedBy(un, ru.signed(1, 7), ru.asks(un, 1, 0, 7), ru.record());
            assertThat(ru.posts(un, uk.request(0, 0, 3).bytes()).status())
                    .as("another's checkpoint")
                    .isEqualTo(403);

            signedBy(un, uk.signed(0, 3), uk.asks(un, 0, 0, 3), uk.record());

            String query = "origin=" + ORIGIN.text().replace("/", "%2F");
            Response shown = ru.shown(un, query + "&party=UK");
            assertThat(CheckpointNote.parse("shown", shown.body()).checkpoint())
                    .isEqualTo(uk.signed(0, 3).checkpoint());
            assertThat(ru.shown(un, query + "&party=FR").status()).isEqualTo(404);
            assertThat(ru.shown(un, "origin=x&party=UK").status()).isEqualTo(400);
        }
    }

    @Test
    void what_is_no_request_is_answered_with_what_was_expected() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK))) {
            Station un = parties.at(UN);
            un.start();
            assertThat(uk.posts(un, Bytes.ofUtf8("old x\n\nnothing")).status()).isEqualTo(400);
            assertThat(uk.posts(un, Bytes.wrap(new byte[AddCheckpoint.MAX_SIZE]))
                            .status())
                    .isEqualTo(400);
            assertThat(uk.posts(
                                    un,
                                    new AddCheckpoint(
                                                    4,
                                                    List.of(),
                                                    uk.signed(0, 3).note())
                                            .bytes())
                            .status())
                    .as("an old size above the checkpoint's")
                    .isEqualTo(400);
            assertThat(uk.asks(un, 0, 0, 3).ok()).isTrue();
            assertThat(un.desk().status()).isInstanceOf(Json.Obj.class);
        }
    }

    @Test
    void one_node_asks_so_often_a_minute_and_no_more_and_another_still_can() throws Exception {
        try (Parties parties = parties();
                Holder uk = new Holder(parties.at(UK));
                Holder ru = new Holder(parties.at(RU))) {
            Station un = parties.at(UN);
            un.start();
            Bytes nothing = Bytes.ofUtf8("no request");
            int refused = 0;
            for (int i = 0; i < 1_600 && refused == 0; i++) {
                refused = uk.posts(un, nothing).status() == 429 ? i : 0;
            }
            assertThat(refused).isGreaterThanOrEqualTo(1_200);
            assertThat(ru.asks(un, 0, 0, 3).ok()).isTrue();
        }
    }
}
