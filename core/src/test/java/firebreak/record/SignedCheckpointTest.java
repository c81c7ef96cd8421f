package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCheckpointTest {
    private static final Hash ROOT = Trees.leaf(7);
    private static final SignedCheckpoint CHECKPOINT = Signed.checkpoint(20_852_163, ROOT);

    @Test
    void what_the_record_signs_verifies_from_its_bytes() throws FormatException {
        CheckpointCheck check = SignedCheckpoint.verify("checkpoint", CHECKPOINT.bytes(), Signed.ORIGIN, Signed.KEYS);
        assertThat(check).isEqualTo(new CheckpointCheck.Verified(CHECKPOINT));
        assertThat(CHECKPOINT.statedAt()).isEqualTo(Signed.AT);
        assertThat(CHECKPOINT.checkpoint()).isEqualTo(new Checkpoint(Signed.ORIGIN, 20_852_163, ROOT));
    }

    @Test
    void a_checkpoint_is_three_lines_and_two_signature_lines() throws FormatException {
        List<String> lines = CHECKPOINT.bytes().utf8("checkpoint").lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.subList(0, 4))
                .containsExactly(Signed.ORIGIN.text(), "20852163", ROOT.bytes().base64(), "");
        assertThat(lines.get(4)).startsWith("— " + Signed.ORIGIN + " ");
        assertThat(lines.get(5)).startsWith("— " + Signed.ORIGIN + " ");
        assertThat(CHECKPOINT.bytes().size()).isBetween(3400, 3600);
    }

    /// The structure of tlog-cosignature, put together here once more.
    @Test
    void the_second_line_signs_the_cosigned_message_of_the_specification() {
        byte[] name = Signed.ORIGIN.text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(200);
        message.put("subtree/v1\n".getBytes(StandardCharsets.UTF_8)).put((byte) 0);
        message.put((byte) name.length).put(name);
        message.putLong(Signed.AT.getEpochSecond());
        message.put((byte) name.length).put(name);
        message.putLong(0).putLong(20_852_163).put(ROOT.bytes().buffer()).flip();
        byte[] signed = new byte[message.remaining()];
        message.get(signed);
        Bytes line = CHECKPOINT.note().note().lines().get(1).signature();
        assertThat(line.size()).isEqualTo(8 + 2420);
        assertThat(line.buffer().getLong()).isEqualTo(Signed.AT.getEpochSecond());
        assertThat(Signed.KEYS.mlDsa44().verify(Bytes.wrap(signed), line.slice(8, line.size())))
                .isTrue();
    }

    @Test
    void both_lines_must_be_there() {
        assertThat(checkLines(lines -> lines.subList(0, 1))).isEqualTo(refused(CheckpointFault.ML_DSA_44_LINE_MISSING));
        assertThat(checkLines(lines -> lines.subList(1, 2))).isEqualTo(refused(CheckpointFault.ED25519_LINE_MISSING));
        assertThat(checkLines(List::reversed)).isInstanceOf(CheckpointCheck.Verified.class);
    }

    @Test
    void a_line_twice_is_refused() {
        for (int line = 0; line < 2; line++) {
            int repeated = line;
            assertThat(checkLines(lines -> plus(lines, lines.get(repeated))))
                    .isEqualTo(refused(CheckpointFault.LINE_REPEATED));
            assertThat(checkLines(lines -> plus(lines, Signed.flipped(lines.get(repeated), 9))))
                    .isEqualTo(refused(CheckpointFault.LINE_REPEATED));
        }
    }

    @Test
    void a_flipped_bit_in_either_signature_is_refused() {
        for (int at = 0; at < 64; at++) {
            int flipped = at;
            assertThat(checkLines(lines -> List.of(Signed.flipped(lines.get(0), flipped), lines.get(1))))
                    .isEqualTo(refused(CheckpointFault.ED25519_SIGNATURE_BAD));
        }
        for (int at : new int[] {0, 7, 8, 1000, 2427}) {
            assertThat(checkLines(lines -> List.of(lines.get(0), Signed.flipped(lines.get(1), at))))
                    .isEqualTo(refused(CheckpointFault.ML_DSA_44_SIGNATURE_BAD));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 63, 2427})
    void a_signature_cut_short_is_refused(int size) {
        CheckpointCheck check = checkLines(lines -> List.of(
                lines.get(0),
                new SignatureLine(lines.get(1).key(), lines.get(1).signature().slice(0, size))));
        assertThat(check).isEqualTo(refused(CheckpointFault.ML_DSA_44_SIGNATURE_BAD));
    }

    @Test
    void every_changed_character_of_the_text_is_refused() {
        Bytes content = CHECKPOINT.bytes();
        for (int at = 0; at < CHECKPOINT.checkpoint().text().length(); at++) {
            byte[] changed = content.toArray();
            changed[at] ^= 1;
            assertThat(isVerified(Bytes.wrap(changed))).as("character %d", at).isFalse();
        }
    }

    @Test
    void signatures_do_not_carry_over_to_another_checkpoint() {
        SignedNote moved = new SignedNote(
                new Checkpoint(Signed.ORIGIN, 20_852_164, ROOT).text(),
                CHECKPOINT.note().note().lines());
        assertThat(isVerified(moved.bytes())).isFalse();
    }

    @Test
    void the_record_and_its_keys_must_be_the_expected_ones() {
        Origin other = Origin.random(new Random(9));
        RecordKeys otherKeys = RecordSecret.generate(new Random(10)).keys();
        RecordKeys half = new RecordKeys(Signed.KEYS.ed25519(), otherKeys.mlDsa44());
        assertThat(CHECKPOINT.note().verify(other, Signed.KEYS)).isEqualTo(refused(CheckpointFault.WRONG_ORIGIN));
        assertThat(CHECKPOINT.note().verify(Signed.ORIGIN, otherKeys))
                .isEqualTo(refused(CheckpointFault.ED25519_LINE_MISSING));
        assertThat(CHECKPOINT.note().verify(Signed.ORIGIN, half))
                .isEqualTo(refused(CheckpointFault.ML_DSA_44_LINE_MISSING));
    }

    @Test
    void lines_of_unknown_keys_are_carried() throws FormatException {
        SignatureLine unknown = new SignatureLine(new KeyRef(new KeyName("national.example"), 1), Bytes.ofUtf8("?"));
        KeyRef sameName = new KeyRef(Signed.ORIGIN.keyName(), 12345);
        SignedCheckpoint carrying = CHECKPOINT.with(List.of(unknown, new SignatureLine(sameName, Bytes.ofUtf8("?"))));
        CheckpointCheck check = SignedCheckpoint.verify("checkpoint", carrying.bytes(), Signed.ORIGIN, Signed.KEYS);
        assertThat(check).isEqualTo(new CheckpointCheck.Verified(carrying));
        assertThat(carrying.note().note().lines()).hasSize(4);
    }

    @Test
    void times_end_with_the_year_9999_and_are_never_zero() {
        Checkpoint checkpoint = CHECKPOINT.checkpoint();
        Instant last = Instant.parse("9999-12-31T23:59:59Z");
        assertThat(Signed.SIGNER.sign(checkpoint, last.plusMillis(999)).statedAt())
                .isEqualTo(last);
        assertThat(Signed.SIGNER.sign(checkpoint, Instant.ofEpochSecond(1)).statedAt())
                .isEqualTo(Instant.ofEpochSecond(1));
        assertThatThrownBy(() -> Signed.SIGNER.sign(checkpoint, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signed.SIGNER.sign(checkpoint, last.plusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(checkLines(lines -> List.of(lines.get(0), timed(0))))
                .isEqualTo(refused(CheckpointFault.TIME_OUT_OF_RANGE));
        assertThat(checkLines(lines -> List.of(lines.get(0), timed(last.getEpochSecond() + 1))))
                .isEqualTo(refused(CheckpointFault.TIME_OUT_OF_RANGE));
        assertThat(checkLines(lines -> List.of(lines.get(0), timed(-1))))
                .isEqualTo(refused(CheckpointFault.TIME_OUT_OF_RANGE));
    }

    /// A valid ML-DSA-44 line of the record with any time at all.
    private static SignatureLine timed(long time) {
        VerifierKey key = VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).get(1);
        Bytes signature = Signed.SECRET.signMlDsa44(CosignedMessage.of(key, CHECKPOINT.checkpoint(), time));
        return new SignatureLine(key.ref(), CosignedMessage.uint64(time).plus(signature));
    }

    @Test
    void a_signer_signs_for_its_own_record_only() {
        Checkpoint other = new Checkpoint(Origin.random(new Random(9)), 1, ROOT);
        assertThatThrownBy(() -> Signed.SIGNER.sign(other, Signed.AT)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_checkpoint_at_the_same_time_gives_the_same_bytes() {
        assertThat(Signed.checkpoint(20_852_163, ROOT).bytes()).isEqualTo(CHECKPOINT.bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ORIGIN\n5\n",
                "ORIGIN\n5\nROOT",
                "ORIGIN\n05\nROOT\n",
                "ORIGIN\n-5\nROOT\n",
                "ORIGIN\n5\nROOT\nextension\n",
                "ORIGIN\n5\nROOT\n\n",
                "ORIGIN\n9007199254740992\nROOT\n",
                "ORIGIN\n99999999999999999999\nROOT\n",
                "other.example/log\n5\nROOT\n",
                "ORIGIN\n5\nAAAA\n",
                "ORIGIN\n0\nROOT\n",
                "ORIGIN \n5\nROOT\n",
                "ORIGIN\n 5\nROOT\n"
            })
    void a_text_that_is_no_checkpoint_is_refused(String text) {
        String filled = text.replace("ORIGIN", Signed.ORIGIN.text())
                .replace("ROOT", ROOT.bytes().base64());
        assertThatThrownBy(() -> Checkpoint.parse("checkpoint", filled)).isInstanceOf(FormatException.class);
    }

    @Test
    void the_empty_record_and_the_largest_have_checkpoints() throws FormatException {
        for (Checkpoint checkpoint : List.of(
                new Checkpoint(Signed.ORIGIN, 0, Merkle.EMPTY_ROOT),
                new Checkpoint(Signed.ORIGIN, Merkle.MAX_SIZE, ROOT))) {
            assertThat(Checkpoint.parse("checkpoint", checkpoint.text())).isEqualTo(checkpoint);
        }
        assertThatThrownBy(() -> new Checkpoint(Signed.ORIGIN, 0, ROOT)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CheckpointCheck checkLines(UnaryOperator<List<SignatureLine>> change) {
        return Signed.relined(CHECKPOINT, change).verify(Signed.ORIGIN, Signed.KEYS);
    }

    private static boolean isVerified(Bytes content) {
        try {
            return SignedCheckpoint.verify("checkpoint", content, Signed.ORIGIN, Signed.KEYS)
                    instanceof CheckpointCheck.Verified;
        } catch (FormatException malformed) {
            return false;
        }
    }

    private static CheckpointCheck refused(CheckpointFault fault) {
        return new CheckpointCheck.Refused(fault);
    }

    private static List<SignatureLine> plus(List<SignatureLine> lines, SignatureLine line) {
        List<SignatureLine> all = new ArrayList<>(lines);
        all.add(line);
        return all;
    }
}
