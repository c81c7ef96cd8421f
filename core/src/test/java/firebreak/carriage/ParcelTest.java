package firebreak.carriage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointSigner;
import firebreak.record.InclusionProof;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.record.TlogProof;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParcelTest {
    private static final ChannelId CHANNEL = new ChannelId(Hash.of(Bytes.ofUtf8("channel")));
    private static final Origin ORIGIN = Origin.random(new Random(1));
    private static final RecordSecret SECRET = RecordSecret.generate(new Random(2));
    private static final RecordKeys OTHERS =
            RecordSecret.generate(new Random(3)).keys();
    private static final PartyCode RU = new PartyCode("RU");
    private static final PartyCode UK = new PartyCode("UK");
    private static final Bytes ENVELOPE = Bytes.ofUtf8("envelope");
    private static final Leaf LEAF = new Leaf(LeafType.NOTE, Hash.of(ENVELOPE), Hash.of(Bytes.ofUtf8("content")));

    /// The leaf is the last of seven.
    private static Bytes proof() {
        List<Hash> leaves = IntStream.range(0, 7)
                .mapToObj(i -> i == 6 ? LEAF.hash() : Hash.of(Bytes.ofUtf8("leaf " + i)))
                .toList();
        LeafHashes tree = new LeafHashes(leaves);
        SignedCheckpoint signed = new CheckpointSigner(ORIGIN, SECRET)
                .sign(new Checkpoint(ORIGIN, 7, tree.root()), Instant.parse("2022-10-23T12:00:00Z"));
        return TlogProof.of(signed, InclusionProof.make(6, 7, tree)).bytes();
    }

    private static Parcel parcel() {
        return new Parcel(CHANNEL, LEAF, proof(), ENVELOPE);
    }

    private static Bytes zeros(int size) {
        return Bytes.wrap(new byte[size]);
    }

    @Test
    void a_parcel_reads_back_as_written() throws FormatException {
        assertThat(Parcel.parse("parcel", parcel().bytes())).isEqualTo(parcel());
    }

    @Test
    void proof_and_envelope_may_have_their_limit_and_no_byte_more() throws FormatException {
        Parcel largest = new Parcel(CHANNEL, LEAF, zeros(Parcel.MAX_PROOF), zeros(Parcel.MAX_ENVELOPE));
        assertThat(Parcel.parse("parcel", largest.bytes())).isEqualTo(largest);
        assertThat(largest.bytes().size()).isLessThanOrEqualTo(Parcel.MAX_BYTES);
        Parcel longProof = new Parcel(CHANNEL, LEAF, zeros(Parcel.MAX_PROOF + 1), ENVELOPE);
        assertThatThrownBy(() -> Parcel.parse("parcel", longProof.bytes())).hasMessageContaining("proof");
        Parcel longEnvelope = new Parcel(CHANNEL, LEAF, proof(), zeros(Parcel.MAX_ENVELOPE + 1));
        assertThatThrownBy(() -> Parcel.parse("parcel", longEnvelope.bytes())).hasMessageContaining("envelope");
        assertThatThrownBy(() -> Parcel.parse("parcel", zeros(Parcel.MAX_BYTES + 1)))
                .hasMessageContaining("at most " + Parcel.MAX_BYTES);
    }

    @Test
    void a_parcel_cut_anywhere_is_refused_and_so_is_a_byte_too_many() {
        Bytes whole = new Parcel(CHANNEL, LEAF, Bytes.ofUtf8("proof"), ENVELOPE).bytes();
        for (int size = 0; size < whole.size(); size++) {
            Bytes cut = whole.slice(0, size);
            assertThatThrownBy(() -> Parcel.parse("parcel", cut))
                    .as("%d bytes", size)
                    .isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> Parcel.parse("parcel", whole.plus(zeros(1)))).hasMessageContaining("nothing more");
    }

    @Test
    void a_parcel_is_proved_by_the_keys_of_the_member_that_signed() {
        assertThat(ProvedParcel.prove(parcel(), Map.of(RU, SECRET.keys())))
                .isInstanceOfSatisfying(ProvedParcel.Result.Proved.class, result -> {
                    ProvedParcel proved = result.parcel();
                    assertThat(proved.party()).isEqualTo(RU);
                    assertThat(proved.index()).isEqualTo(6);
                    assertThat(proved.checkpoint().size()).isEqualTo(7);
                    assertThat(proved.origin()).isEqualTo(ORIGIN);
                });
        assertThat(ProvedParcel.prove(parcel(), new java.util.TreeMap<>(Map.of(UK, OTHERS, RU, SECRET.keys()))))
                .isInstanceOf(ProvedParcel.Result.Proved.class);
        assertThat(ProvedParcel.prove(parcel(), Map.of(UK, OTHERS))).isInstanceOf(ProvedParcel.Result.Refused.class);
        assertThat(ProvedParcel.prove(parcel(), Map.of())).isInstanceOf(ProvedParcel.Result.Refused.class);
    }

    @Test
    void a_checkpoint_proved_before_is_not_taken_for_another_nor_under_other_keys() {
        ProvedParcel before = proved(ProvedParcel.prove(parcel(), Map.of(RU, SECRET.keys())));
        Leaf otherLeaf = new Leaf(LeafType.NOTE, Hash.of(ENVELOPE), Hash.of(Bytes.ofUtf8("other content")));
        Parcel wrongLeaf = new Parcel(CHANNEL, otherLeaf, proof(), ENVELOPE);
        Parcel wrongEnvelope = new Parcel(CHANNEL, LEAF, proof(), Bytes.ofUtf8("other"));
        Bytes forged = Bytes.ofUtf8(utf8(proof()).replace("\n7\n", "\n8\n"));

        assertThat(proved(again(parcel(), Map.of(RU, SECRET.keys()), before)).index())
                .isEqualTo(6);
        assertThat(again(parcel(), Map.of(RU, OTHERS), before)).isInstanceOf(ProvedParcel.Result.Refused.class);
        assertThat(again(parcel(), Map.of(UK, SECRET.keys()), before))
                .isInstanceOfSatisfying(
                        ProvedParcel.Result.Proved.class,
                        result -> assertThat(result.parcel().party()).isEqualTo(UK));
        assertThat(again(parcel(), Map.of(), before)).isInstanceOf(ProvedParcel.Result.Refused.class);
        assertThat(again(wrongLeaf, Map.of(RU, SECRET.keys()), before)).isInstanceOf(ProvedParcel.Result.Refused.class);
        assertThat(again(wrongEnvelope, Map.of(RU, SECRET.keys()), before))
                .isInstanceOf(ProvedParcel.Result.Refused.class);
        assertThat(again(new Parcel(CHANNEL, LEAF, forged, ENVELOPE), Map.of(RU, SECRET.keys()), before))
                .isInstanceOf(ProvedParcel.Result.Refused.class);
    }

    private static ProvedParcel.Result again(Parcel parcel, Map<PartyCode, RecordKeys> keys, ProvedParcel before) {
        return ProvedParcel.prove(parcel, keys, Optional.of(before));
    }

    private static String utf8(Bytes bytes) {
        return new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static ProvedParcel proved(ProvedParcel.Result result) {
        return ((ProvedParcel.Result.Proved) result).parcel();
    }

    @Test
    void no_flipped_bit_leaves_a_parcel_proved_as_something_else() {
        Bytes whole = parcel().bytes();
        Random random = new Random(9);
        for (int round = 0; round < 300; round++) {
            byte[] changed = whole.toArray();
            // The channel is not covered by the proof: the signed content says where it belongs.
            int at = 36 + random.nextInt(whole.size() - 36);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThat(proves(Bytes.wrap(changed))).as("byte %d", at).isFalse();
        }
    }

    private static boolean proves(Bytes bytes) {
        try {
            return ProvedParcel.prove(Parcel.parse("parcel", bytes), Map.of(RU, SECRET.keys()))
                    instanceof ProvedParcel.Result.Proved;
        } catch (FormatException malformed) {
            return false;
        }
    }

    @Test
    void a_bundle_holds_its_limit_of_parcels_and_not_one_more() throws FormatException {
        Bundle full = new Bundle(Collections.nCopies(Bundle.MAX_PARCELS, zeros(3)));
        assertThat(Bundle.parse("bundle", full.bytes())).isEqualTo(full);
        assertThatThrownBy(() -> new Bundle(Collections.nCopies(Bundle.MAX_PARCELS + 1, zeros(3))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bundle.parse("bundle", zeros(Bundle.MAX_BYTES + 1)))
                .hasMessageContaining("at most " + Bundle.MAX_BYTES);
    }

    @Test
    void a_bundle_cut_anywhere_is_refused() {
        Bytes whole = new Bundle(List.of(ENVELOPE, ENVELOPE)).bytes();
        for (int size = 0; size < whole.size(); size++) {
            Bytes cut = whole.slice(0, size);
            assertThatThrownBy(() -> Bundle.parse("bundle", cut))
                    .as("%d bytes", size)
                    .isInstanceOf(FormatException.class);
        }
    }
}
