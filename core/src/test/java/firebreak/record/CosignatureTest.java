package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.identity.RecordSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    private static final KeyName WITNESS = new KeyName("witness.example.com/w1");
    private static final RecordSecret SECRET = RecordSecret.generate(new Random(77));
    private static final VerifierKey ED25519 =
            new VerifierKey(WITNESS, SignatureType.TIMED_ED25519, SECRET.keys().ed25519());
    private static final VerifierKey ML_DSA = new VerifierKey(
            WITNESS, SignatureType.TIMED_ML_DSA_44, SECRET.keys().mlDsa44());
    private static final Instant AT = Instant.ofEpochSecond(1_679_315_147);
    private static final SignedCheckpoint CHECKPOINT = Signed.checkpoint(5, Trees.leaf(3));

    /// Line by line as the specification shows it.
    private static SignatureLine ed25519(Instant at) {
        String message = "cosignature/v1\ntime " + at.getEpochSecond() + "\n"
                + CHECKPOINT.checkpoint().text();
        Bytes signature = SECRET.signEd25519(Bytes.wrap(message.getBytes(StandardCharsets.UTF_8)));
        return new SignatureLine(
                ED25519.ref(), CosignedMessage.uint64(at.getEpochSecond()).plus(signature));
    }

    private static SignatureLine mlDsa(long time) {
        Bytes signature = SECRET.signMlDsa44(CosignedMessage.of(ML_DSA, CHECKPOINT.checkpoint(), time));
        return new SignatureLine(ML_DSA.ref(), CosignedMessage.uint64(time).plus(signature));
    }

    @Test
    void a_witness_is_heard_with_its_name_and_time() {
        SignedCheckpoint cosigned = CHECKPOINT.with(List.of(ed25519(AT), mlDsa(AT.getEpochSecond() + 1)));
        assertThat(cosigned.cosignatures(List.of(ED25519, ML_DSA)))
                .isEqualTo(new CosignatureCheck.Verified(List.of(
                        new Cosignature(WITNESS, SignatureType.TIMED_ED25519, AT),
                        new Cosignature(WITNESS, SignatureType.TIMED_ML_DSA_44, AT.plusSeconds(1)))));
    }

    @Test
    void lines_of_unknown_witnesses_are_passed_over() {
        SignedCheckpoint cosigned = CHECKPOINT.with(List.of(ed25519(AT)));
        assertThat(cosigned.cosignatures(List.of(ML_DSA))).isEqualTo(new CosignatureCheck.Verified(List.of()));
        assertThat(cosigned.cosignatures(List.of())).isEqualTo(new CosignatureCheck.Verified(List.of()));
    }

    @Test
    void a_bad_line_of_a_known_witness_spoils_the_note() {
        SignedCheckpoint cosigned = CHECKPOINT.with(List.of(ed25519(AT), Signed.flipped(ed25519(AT), 70)));
        assertThat(cosigned.cosignatures(List.of(ED25519, ML_DSA)))
                .isEqualTo(new CosignatureCheck.Refused(ED25519.ref()));
        assertThat(cosigned.cosignatures(List.of(ML_DSA))).isInstanceOf(CosignatureCheck.Verified.class);
    }

    @Test
    void a_changed_time_is_a_bad_line() {
        for (SignatureLine line : List.of(ed25519(AT), mlDsa(AT.getEpochSecond()))) {
            SignedCheckpoint cosigned = CHECKPOINT.with(List.of(Signed.flipped(line, 7)));
            assertThat(cosigned.cosignatures(List.of(ED25519, ML_DSA)))
                    .isEqualTo(new CosignatureCheck.Refused(line.key()));
        }
    }

    @Test
    void a_line_without_a_time_proves_no_time() {
        SignedCheckpoint cosigned = CHECKPOINT.with(List.of(mlDsa(0)));
        assertThat(cosigned.cosignatures(List.of(ML_DSA))).isEqualTo(new CosignatureCheck.Verified(List.of()));
    }

    @Test
    void a_time_beyond_the_year_9999_is_a_bad_line() {
        for (long time : new long[] {Statement.MAX_TIME + 1, Long.MAX_VALUE, -1}) {
            SignedCheckpoint cosigned = CHECKPOINT.with(List.of(mlDsa(time)));
            assertThat(cosigned.cosignatures(List.of(ML_DSA))).isEqualTo(new CosignatureCheck.Refused(ML_DSA.ref()));
        }
        assertThat(CHECKPOINT.with(List.of(mlDsa(Statement.MAX_TIME))).cosignatures(List.of(ML_DSA)))
                .isInstanceOf(CosignatureCheck.Verified.class);
    }

    @Test
    void a_cosignature_of_another_checkpoint_is_a_bad_line() {
        SignedCheckpoint other = Signed.checkpoint(6, Trees.leaf(3)).with(List.of(mlDsa(AT.getEpochSecond())));
        assertThat(other.cosignatures(List.of(ML_DSA))).isEqualTo(new CosignatureCheck.Refused(ML_DSA.ref()));
    }

    @Test
    void a_key_that_states_no_time_is_no_witness() {
        VerifierKey plain =
                new VerifierKey(WITNESS, SignatureType.ED25519, SECRET.keys().ed25519());
        assertThatThrownBy(() -> CHECKPOINT.cosignatures(List.of(plain))).isInstanceOf(IllegalArgumentException.class);
    }
}
