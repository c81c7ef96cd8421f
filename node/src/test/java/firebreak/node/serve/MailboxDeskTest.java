package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Bundle;
import firebreak.carriage.DepositReceipt;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.node.http.Response;
import firebreak.note.LeafRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mailbox's node, asked over mutual TLS by the holders of UK's and RU's keys, whose nodes do not run.
final class MailboxDeskTest {
    private static final PartyCode UN = new PartyCode("UN");

    @TempDir
    private Path folder;

    /// The mailbox runs, and UK has said some notes.
    private final class Scene implements AutoCloseable {
        private final Parties parties =
                Parties.neutral(folder, List.of(UK, RU), Neutrals.NONE, new Neutrals(1, List.of(UN)));
        private final Scribe uk = new Scribe(parties.at(UK), parties.channel("line"));
        private final Scribe ru = new Scribe(parties.at(RU), parties.channel("line"));
        private final Station un = parties.at(UN);
        private final String charter = uk.manifest.charter().hex();

        Scene(int notes) throws IOException, FormatException {
            un.start();
            uk.opens();
            for (int i = 1; i < notes; i++) {
                uk.appends(uk.signed(uk.note("note " + i)));
            }
        }

        Response deposits(Scribe by, String addressee, List<Bytes> parcels) throws IOException {
            return by.asks(
                    un, "POST", "/v1/mailbox?charter=" + charter + "&for=" + addressee, new Bundle(parcels).bytes());
        }

        DepositReceipt receipt(Response response) throws IOException, FormatException {
            assertThat(response.status()).as(response.reason()).isEqualTo(200);
            Jws signed = Jws.parse("receipt", response.body());
            DepositReceipt receipt = DepositReceipt.parse("receipt", signed.payload());
            assertThat(receipt.fault(signed, un.home.holdings().registry())).isEqualTo(Optional.empty());
            return receipt;
        }

        /// Numbers and parcels.
        List<Bytes> kept(Scribe by, long after) throws IOException, FormatException {
            Response response = by.gets(un, "/v1/mailbox?charter=" + charter + "&after=" + after);
            assertThat(response.status()).as(response.reason()).isEqualTo(200);
            return Bundle.parse("kept", response.body()).parcels();
        }

        int takes(Scribe by, long through) throws IOException {
            return by.asks(un, "DELETE", "/v1/mailbox?charter=" + charter + "&through=" + through, Bytes.EMPTY)
                    .status();
        }

        @Override
        public void close() throws IOException {
            uk.close();
            ru.close();
            parties.close();
        }
    }

    private static List<Long> numbers(List<Bytes> kept) {
        ByteBuffer numbers = kept.getFirst().buffer();
        List<Long> all = new ArrayList<>();
        while (numbers.hasRemaining()) {
            all.add(numbers.getLong());
        }
        return all;
    }

    @Test
    void what_an_owner_brings_is_signed_for_kept_for_its_addressee_alone_and_given_until_it_is_taken()
            throws Exception {
        try (Scene scene = new Scene(3)) {
            List<Bytes> parcels = scene.uk.parcels();

            DepositReceipt receipt = scene.receipt(scene.deposits(scene.uk, "RU", parcels));

            assertThat(receipt.leaves()).containsExactly(scene.uk.ref(0), scene.uk.ref(1), scene.uk.ref(2));
            assertThat(List.of(receipt.mailbox(), receipt.from(), receipt.addressee()))
                    .containsExactly(UN, UK, RU);
            List<Bytes> kept = scene.kept(scene.ru, 0);
            assertThat(kept.subList(1, 4)).isEqualTo(parcels);
            assertThat(numbers(kept)).containsExactly(1L, 2L, 3L);
            assertThat(scene.kept(scene.ru, 2).subList(1, 2)).isEqualTo(parcels.subList(2, 3));
            assertThat(scene.kept(scene.uk, 0)).isEmpty();
            assertThat(scene.takes(scene.uk, 3)).isEqualTo(204);
            assertThat(scene.kept(scene.ru, 0))
                    .as("UK took its own, of which there is none")
                    .hasSize(4);
            assertThat(scene.takes(scene.ru, 2)).isEqualTo(204);
            assertThat(numbers(scene.kept(scene.ru, 0))).containsExactly(3L);
        }
    }

    @Test
    void what_is_brought_again_is_signed_for_again_and_kept_once_also_after_a_restart() throws Exception {
        try (Scene scene = new Scene(2)) {
            scene.receipt(scene.deposits(scene.uk, "RU", scene.uk.parcels().subList(0, 1)));
            scene.un.stop();
            scene.un.start();

            DepositReceipt again = scene.receipt(scene.deposits(scene.uk, "RU", scene.uk.parcels()));

            assertThat(again.leaves()).extracting(LeafRef::index).containsExactly(0L, 1L);
            assertThat(numbers(scene.kept(scene.ru, 0))).containsExactly(1L, 2L);
            assertThat(scene.takes(scene.ru, 2)).isEqualTo(204);
            scene.un.stop();
            scene.un.start();
            scene.receipt(scene.deposits(scene.uk, "RU", scene.uk.parcels()));
            assertThat(numbers(scene.kept(scene.ru, 0)))
                    .as("numbers are never used again")
                    .containsExactly(3L, 4L);
        }
    }

    @Test
    void nothing_is_kept_that_is_not_proved_to_stand_in_the_record_of_whoever_brings_it() throws Exception {
        try (Scene scene = new Scene(3)) {
            List<Bytes> parcels = scene.uk.parcels();
            assertThat(scene.deposits(scene.ru, "UK", parcels).status()).isEqualTo(403);
            byte[] changed = parcels.getFirst().toArray();
            changed[changed.length - 1] ^= 1;
            Bytes another = Bytes.wrap(changed);
            assertThat(scene.deposits(scene.uk, "RU", List.of(another)).status())
                    .isEqualTo(403);
            assertThat(scene.deposits(scene.uk, "RU", List.of(Bytes.ofUtf8("no parcel")))
                            .status())
                    .isEqualTo(400);
            assertThat(scene.kept(scene.ru, 0)).isEmpty();
        }
    }

    @Test
    void a_request_is_refused_that_is_for_nobody_or_of_another_charter_or_out_of_order() throws Exception {
        try (Scene scene = new Scene(2)) {
            List<Bytes> parcels = scene.uk.parcels();
            assertThat(scene.deposits(scene.uk, "UK", parcels).status()).isEqualTo(404);
            assertThat(scene.deposits(scene.uk, "UN", parcels).status()).isEqualTo(404);
            assertThat(scene.deposits(scene.uk, "XX", parcels).status()).isEqualTo(404);
            assertThat(scene.deposits(scene.uk, "x", parcels).status()).isEqualTo(400);
            assertThat(scene.deposits(scene.uk, "RU", parcels.reversed()).status())
                    .isEqualTo(400);
            assertThat(scene.deposits(scene.uk, "RU", List.of(parcels.get(0), parcels.get(0)))
                            .status())
                    .isEqualTo(400);
            String other = Hash.of(Bytes.EMPTY).hex();
            assertThat(scene.uk
                            .gets(scene.un, "/v1/mailbox?charter=" + other + "&after=0")
                            .status())
                    .isEqualTo(404);
            assertThat(scene.uk
                            .gets(scene.un, "/v1/mailbox?charter=" + scene.charter + "&after=-1")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void one_receipt_is_of_sixty_four_parcels_and_no_more() throws Exception {
        try (Scene scene = new Scene(65)) {
            List<Bytes> parcels = scene.uk.parcels();
            assertThat(scene.deposits(scene.uk, "RU", parcels).status()).isEqualTo(400);
            assertThat(scene.deposits(scene.uk, "RU", List.of()).status()).isEqualTo(400);
            assertThat(scene.receipt(scene.deposits(scene.uk, "RU", parcels.subList(0, 64)))
                            .leaves())
                    .hasSize(64);
            assertThat(numbers(scene.kept(scene.ru, 0))).hasSize(64);
        }
    }
}
