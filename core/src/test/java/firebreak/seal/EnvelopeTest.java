package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final int OVERHEAD = 36;

    private final RandomGenerator random = Samples.random(0xe57);
    private final Identity.Hybrid alice = Identity.Hybrid.generate(random);
    private final Identity.Hybrid bob = Identity.Hybrid.generate(random);
    private final Identity.Hybrid carol = Identity.Hybrid.generate(random);
    private final Bytes salt = Samples.bytes(Envelope.SALT, random);

    @AfterEach
    void close() {
        List.of(alice, bob, carol).forEach(Identity::close);
    }

    @Test
    void each_of_several_recipients_opens_an_envelope() throws Exception {
        Bytes jws = Bytes.ofUtf8("{\"payload\":\"\"}");
        List<Recipient.Hybrid> members = List.of(alice.recipient(), bob.recipient(), carol.recipient());
        Bytes sealed = Envelope.seal(jws, salt, members, random);
        for (Identity.Hybrid member : List.of(alice, bob, carol)) {
            assertThat(Envelope.open(sealed, List.of(member)))
                    .isEqualTo(new Unsealed.Opened<>(new Envelope.Content(jws, salt)));
        }
    }

    @Test
    void whoever_is_expected_the_same_members_open_an_envelope() throws Exception {
        Bytes jws = Bytes.ofUtf8("{\"payload\":\"\"}");
        List<Recipient.Hybrid> members = List.of(alice.recipient(), bob.recipient());
        Bytes sealed = Envelope.seal(jws, salt, members, random);
        List<List<Recipient.Hybrid>> expectations = List.of(
                members,
                members.reversed(),
                List.of(bob.recipient()),
                List.of(carol.recipient(), carol.recipient(), bob.recipient()),
                List.of());
        for (List<Recipient.Hybrid> expected : expectations) {
            assertThat(Envelope.open(sealed, List.of(carol, bob), expected))
                    .isEqualTo(new Unsealed.Opened<>(new Envelope.Content(jws, salt)));
            assertThat(Envelope.open(sealed, List.of(carol), expected)).isEqualTo(new Unsealed.NotForUs<>());
        }
    }

    @Test
    void an_envelope_for_others_is_not_for_us() throws Exception {
        Bytes sealed = Envelope.seal(Bytes.ofUtf8("{}"), salt, List.of(alice.recipient()), random);
        assertThat(Envelope.open(sealed, List.of(bob, carol))).isEqualTo(new Unsealed.NotForUs<>());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                2048, 3072, 4096, 6144, 8192, 12288, 16384, 24576, 32768, 49152, 65536, 98304, 131072, 196608, 262144
            })
    void a_class_is_full_to_its_last_byte_and_the_next_byte_opens_the_next(int size) throws Exception {
        Bytes full = Samples.bytes(size - OVERHEAD, random);
        assertThat(Envelope.pad(new Envelope.Content(full, salt)).size()).isEqualTo(size);
        assertThat(jws(Envelope.seal(full, salt, List.of(alice.recipient()), random)))
                .isEqualTo(full);
        if (size < SizeClass.MAX) {
            Bytes more = full.plus(Bytes.ofUtf8("x"));
            assertThat(Envelope.pad(new Envelope.Content(more, salt)).size()).isGreaterThan(size);
            assertThat(jws(Envelope.seal(more, salt, List.of(alice.recipient()), random)))
                    .isEqualTo(more);
        }
    }

    @Test
    void envelopes_of_one_class_and_as_many_recipients_have_one_size() {
        List<Recipient.Hybrid> members = List.of(alice.recipient(), bob.recipient());
        int one = Envelope.seal(Samples.bytes(1, random), salt, members, random).size();
        int most = Envelope.seal(Samples.bytes(2048 - OVERHEAD, random), salt, members, random)
                .size();
        assertThat(most).isEqualTo(one);
    }

    /// The formula of `spec/envelope.md`.
    @Test
    void an_envelope_has_the_written_size() {
        for (int recipients = 1; recipients <= 3; recipients++) {
            List<Recipient.Hybrid> members = Collections.nCopies(recipients, alice.recipient());
            for (int plaintext : new int[] {2048, 65536, 98304, 262144}) {
                Bytes jws = Samples.bytes(plaintext - OVERHEAD, random);
                assertThat(Envelope.seal(jws, salt, members, random).size())
                        .isEqualTo(86 + 1557 * recipients + plaintext + 16 * Math.ceilDiv(plaintext, 65536));
            }
        }
    }

    @Test
    void the_smallest_and_the_greatest_content_are_sealed_and_one_byte_beyond_is_refused() throws Exception {
        for (int size : new int[] {1, Envelope.MAX_JWS}) {
            Bytes jws = Samples.bytes(size, random);
            assertThat(jws(Envelope.seal(jws, salt, List.of(alice.recipient()), random)))
                    .isEqualTo(jws);
        }
        for (int size : new int[] {0, Envelope.MAX_JWS + 1}) {
            Bytes jws = Samples.bytes(size, random);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Envelope.seal(jws, salt, List.of(alice.recipient()), random));
        }
    }

    @Test
    void a_salt_has_32_bytes() {
        for (int size : new int[] {31, 33}) {
            Bytes other = Samples.bytes(size, random);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Envelope.seal(Bytes.ofUtf8("{}"), other, List.of(alice.recipient()), random));
        }
    }

    @Test
    void the_largest_envelope_is_within_the_stated_limit_and_anything_larger_is_refused_unread() throws Exception {
        Bytes jws = Samples.bytes(Envelope.MAX_JWS, random);
        List<Recipient.Hybrid> most = Collections.nCopies(Envelope.MAX_RECIPIENTS, alice.recipient());
        Bytes sealed = Envelope.seal(jws, salt, most, random);
        assertThat(sealed.size()).isLessThanOrEqualTo(Envelope.MAX_BYTES);
        assertThat(jws(sealed)).isEqualTo(jws);
        refused(Bytes.wrap(new byte[Envelope.MAX_BYTES]), "age header line 1");
        refused(Bytes.wrap(new byte[Envelope.MAX_BYTES + 1]), "envelope");
    }

    @Test
    void padding_to_a_class_that_is_not_the_smallest_is_refused() {
        refusedPlaintext(plaintext(10, 3072), "envelope padding");
        refusedPlaintext(plaintext(2048 - OVERHEAD, 3072), "envelope padding");
        refusedPlaintext(plaintext(2049 - OVERHEAD, 4096), "envelope padding");
        refusedPlaintext(plaintext(10, 262144), "envelope padding");
    }

    @Test
    void a_size_that_is_no_class_is_refused() {
        refusedPlaintext(plaintext(10, 10 + OVERHEAD), "envelope padding");
        refusedPlaintext(plaintext(10, 2047), "envelope padding");
        refusedPlaintext(plaintext(10, 2049), "envelope padding");
        refusedPlaintext(plaintext(3000, 2048), "envelope padding");
    }

    @Test
    void padding_that_is_not_zero_is_located() {
        Bytes sound = Bytes.wrap(plaintext(10, 2048));
        refusedPlaintext(Samples.flip(sound, 46, 1).toArray(), "envelope padding at byte 46");
        refusedPlaintext(Samples.flip(sound, 2047, 0x80).toArray(), "envelope padding at byte 2047");
    }

    @Test
    void a_length_of_zero_negative_or_beyond_the_limit_is_refused() {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Envelope.MAX_JWS + 1}) {
            byte[] plaintext = plaintext(10, 2048);
            ByteBuffer.wrap(plaintext).putInt(length);
            refusedPlaintext(plaintext, "envelope length");
        }
        refusedPlaintext(new byte[0], "envelope length");
        refusedPlaintext(new byte[35], "envelope length");
    }

    @Test
    void more_than_the_greatest_class_is_refused_before_it_is_opened_whole() {
        refusedPlaintext(new byte[SizeClass.MAX + 1], "age payload chunk 4");
    }

    @Test
    void the_commitment_holds_to_content_and_salt() {
        Bytes jws = Bytes.ofUtf8("{}");
        Envelope.Content content = new Envelope.Content(jws, salt);
        assertThat(content.commitment()).isEqualTo(Envelope.commitment(salt, jws));
        assertThat(Envelope.commitment(salt, Bytes.ofUtf8("{ }"))).isNotEqualTo(content.commitment());
        assertThat(Envelope.commitment(Samples.flip(salt, 31, 1), jws)).isNotEqualTo(content.commitment());
    }

    private Bytes jws(Bytes sealed) throws FormatException {
        return switch (Envelope.open(sealed, List.of(alice))) {
            case Unsealed.Opened<Envelope.Content>(Envelope.Content(Bytes jws, Bytes opened)) -> {
                assertThat(opened).isEqualTo(salt);
                yield jws;
            }
            case Unsealed.NotForUs<Envelope.Content> _ -> throw new AssertionError("not for us");
        };
    }

    private byte[] plaintext(int jws, int size) {
        ByteBuffer content = ByteBuffer.allocate(Math.max(size, jws + OVERHEAD));
        content.putInt(jws).put(salt.buffer()).put(Samples.bytes(jws, random).buffer());
        return Bytes.wrap(content.array()).slice(0, size).toArray();
    }

    private void refusedPlaintext(byte[] plaintext, String place) {
        refused(Age.encrypt(Bytes.wrap(plaintext), List.of(alice.recipient()), random), place);
    }

    private void refused(Bytes sealed, String place) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Envelope.open(sealed, List.of(alice)))
                .satisfies(refused -> assertThat(refused.place()).isEqualTo(place));
    }
}
