package firebreak.node.serve;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Bundle;
import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.PeerRecord;
import firebreak.identity.RecordSecret;
import firebreak.node.http.Response;
import firebreak.note.Receipt;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a real member may bring to a real node that is no good parcel, or is one at the wrong time.
final class BadParcelTest extends WrittenByHand {
    private String says(String text) {
        String reference = text + " in " + channel.brief();
        ru.appends(ru.signed(ru.note(reference)));
        return reference;
    }

    private PeerRecord mirror() {
        return Objects.requireNonNull(uk.channel(channel).peers().get(ru.origin()));
    }

    @Test
    void what_is_no_bundle_is_refused_with_the_place_and_what_was_expected() throws Exception {
        assertRefused(Bytes.EMPTY, 400, "expected a bundle of parcels");
        assertRefused(Bytes.ofUtf8("{\"parcels\":[]}"), 400, "expected a bundle of parcels");
        Bytes whole = new Bundle(ru.parcels()).bytes();
        assertRefused(whole.slice(0, whole.size() - 1), 400, "parcel 1");
        assertRefused(whole.plus(Bytes.ofUtf8("x")), 400, "bundle");
    }

    @Test
    void a_body_of_the_greatest_size_is_read_and_one_byte_more_is_not() throws Exception {
        assertRefused(Bytes.wrap(new byte[Bundle.MAX_BYTES]), 400, "expected a bundle of parcels");
        assertRefused(
                Bytes.wrap(new byte[Bundle.MAX_BYTES + 1]),
                413,
                "at most " + Bundle.MAX_BYTES + " bytes are taken here");
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
    }

    @Test
    void a_parcel_of_the_greatest_size_is_looked_into_and_one_byte_more_is_not() throws Exception {
        String good = says("beside the large one");
        List<Bytes> parcels = new ArrayList<>(ru.parcels());
        parcels.addFirst(Bytes.wrap(new byte[Parcel.MAX_BYTES]));

        assertThat(ru.brings(uk, parcels))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("refused").contains("expected a parcel"),
                        second -> assertThat(second).isEqualTo("taken"),
                        third -> assertThat(third).isEqualTo("taken"));
        uk.desk().arrived(good);

        Bytes larger = Bytes.wrap(new byte[Parcel.MAX_BYTES + 1]);
        assertRefused(new Bundle(List.of(larger)).bytes(), 400, "parcel 1");
    }

    private void assertRefused(Bytes body, int status, String reason) throws IOException {
        Response response = ru.asks(uk, body);

        assertThat(response.status()).isEqualTo(status);
        assertThat(Clerk.text(Clerk.json(response.body()), "detail")).contains(reason);
    }

    @Test
    void a_parcel_cut_anywhere_is_refused_and_the_whole_one_is_taken_afterwards() throws Exception {
        String note = says("cut");
        Bytes whole = ru.parcel(1).bytes();
        Random random = new Random(7);
        List<Bytes> cut = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> cut.add(whole.slice(0, random.nextInt(whole.size()))));
        cut.add(whole.slice(0, whole.size() - 1));
        cut.add(whole.plus(Bytes.ofUtf8("\n")));

        assertThat(ru.brings(uk, cut)).allMatch(outcome -> outcome.startsWith("refused parcel"));
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
        uk.desk().arrived(note);
    }

    @Test
    void a_bit_changed_anywhere_on_the_way_is_never_taken_for_what_was_sent() throws Exception {
        says("changed on the way");
        assertThat(ru.brings(uk, ru.parcel(0).bytes())).containsOnly("taken");
        byte[] whole = ru.parcel(1).bytes().toArray();
        Random random = new Random(8);
        List<Bytes> changed = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int at = random.nextInt(whole.length);
            int bit = 1 << random.nextInt(8);
            whole[at] ^= (byte) bit;
            changed.add(Bytes.copyOf(whole));
            whole[at] ^= (byte) bit;
        }

        assertThat(ru.brings(uk, changed)).allMatch(outcome -> outcome.startsWith("refused"));
        assertThat(mirror().prefix().size()).isEqualTo(1);
    }

    @Test
    void a_parcel_that_proves_nothing_is_refused_with_what_it_lacks() throws Exception {
        says("one");
        Parcel good = ru.parcel(1);
        Leaf other = new Leaf(LeafType.NOTE, good.leaf().envelope(), Hash.of(Bytes.ofUtf8("other")));
        Parcel leafChanged = new Parcel(channel, other, good.proof(), good.envelope());
        Parcel envelopeChanged = new Parcel(channel, good.leaf(), good.proof(), Bytes.ofUtf8("other"));
        Parcel nowhere =
                new Parcel(new ChannelId(Hash.of(Bytes.ofUtf8("nowhere"))), good.leaf(), good.proof(), good.envelope());
        try (RecordSecret stranger = RecordSecret.generate(new SecureRandom())) {
            assertThat(ru.brings(
                            uk,
                            leafChanged.bytes(),
                            envelopeChanged.bytes(),
                            nowhere.bytes(),
                            ru.parcel(1, 2, stranger).bytes()))
                    .satisfiesExactly(
                            leaf -> assertThat(leaf).contains("the proof does not show the leaf in the record"),
                            envelope -> assertThat(envelope).contains("not the one its leaf commits to"),
                            channel -> assertThat(channel).contains("this node is not in that channel"),
                            signature -> assertThat(signature).contains("not signed with both record keys"));
        }
        Until.so(
                "nothing of that record is held",
                () -> uk.desk().held().stream()
                        .noneMatch(item -> item.startsWith(ru.origin().text())));
    }

    @Test
    void replayed_parcels_are_taken_once() throws Exception {
        String note = says("once");
        for (int i = 0; i < 5; i++) {
            assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
        }
        uk.desk().arrived(note);
        says("later");
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
        Until.so("both notes", () -> uk.desk().texts(label).size() == 2);

        assertThat(deliveredReceipts(1)).isEqualTo(1);
    }

    private long deliveredReceipts(long index) {
        return uk.said(channel).stream()
                .filter(statement -> statement instanceof Receipt receipt
                        && receipt.kind() == Receipt.Kind.DELIVERED
                        && receipt.of().equals(ru.ref(index)))
                .count();
    }

    @Test
    void parcels_in_any_order_are_all_taken_and_the_gap_is_seen_meanwhile() throws Exception {
        List<String> notes =
                IntStream.range(0, 8).mapToObj(i -> says("note " + i)).toList();
        List<Bytes> parcels = new ArrayList<>(ru.parcels());
        Bytes fourth = parcels.remove(4);
        Collections.shuffle(parcels, new Random(9));
        for (Bytes parcel : parcels) {
            assertThat(ru.brings(uk, parcel)).containsOnly("taken");
        }

        Until.so("a gap is shown", () -> Clerk.number(shownMirror(), "missing") == 1);
        Until.so(
                "what lies behind the gap is held",
                () -> uk.desk().held().stream().anyMatch(item -> item.contains("it waits for earlier leaves")));
        assertThat(uk.desk().note(notes.getLast())).isEmpty();

        assertThat(ru.brings(uk, fourth)).containsOnly("taken");
        notes.forEach(uk.desk()::arrived);
        assertThat(Clerk.number(shownMirror(), "missing")).isZero();
        Until.so(
                "nothing of that record is held",
                () -> uk.desk().held().stream()
                        .noneMatch(item -> item.startsWith(ru.origin().text())));
    }

    private Json shownMirror() throws IOException {
        Json member = Clerk.list(uk.desk().channel(label), "members").getFirst();
        return Clerk.list(member, "records").getFirst();
    }

    @Test
    void a_stale_checkpoint_is_taken_and_turns_nothing_back() throws Exception {
        IntStream.range(0, 5).forEach(i -> says("note " + i));
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");

        assertThat(ru.brings(uk, ru.parcel(1, 3, ru.node.records().getLast()).bytes()))
                .containsOnly("taken");

        assertThat(mirror().prefix().size()).isEqualTo(6);
        assertThat(mirror().forked()).isFalse();
        Until.so("all notes", () -> uk.desk().texts(label).size() == 5);
    }

    @Test
    void another_leaf_at_a_taken_index_is_refused_kept_as_evidence_and_shown() throws Exception {
        String first = says("the first story");
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
        uk.desk().arrived(first);
        ru.forget();
        says("the second story");
        long before = Clerk.number(uk.desk().status(), "evidence");

        assertThat(ru.brings(uk, ru.parcel(1).bytes()).getFirst())
                .isEqualTo("refused another leaf is held at this index; kept as evidence");

        assertThat(Clerk.number(uk.desk().status(), "evidence")).isEqualTo(before + 1);
        assertThat(mirror().forked()).isTrue();
        assertThat(uk.desk().texts(label)).hasSize(1).first().asString().startsWith("the first story");
    }

    @Test
    void a_longer_record_with_another_past_is_refused_and_kept_as_evidence() throws Exception {
        String first = says("the first story");
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
        uk.desk().arrived(first);
        ru.forget();
        says("the second story");
        says("and what follows from it");

        assertThat(ru.brings(uk, ru.parcel(2).bytes()).getFirst()).startsWith("refused it contradicts");

        assertThat(mirror().forked()).isTrue();
        assertThat(uk.desk().texts(label)).hasSize(1).first().asString().startsWith("the first story");
    }
}
