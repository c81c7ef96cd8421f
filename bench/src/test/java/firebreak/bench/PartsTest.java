package firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final int STANZA = 1_590;

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 60_000})
    void the_parts_of_a_parcel_are_all_of_it(int payload) {
        SecureRandom random = new SecureRandom();
        try (SecretPair signer = SecretPair.generate(random);
                Identity.Hybrid one = Identity.Hybrid.generate(random);
                Identity.Hybrid other = Identity.Hybrid.generate(random)) {
            Jws signed = Jws.sign(Bytes.ofUtf8("p".repeat(payload)), signer);
            Bytes salt = Hash.of(signed.bytes()).bytes();
            Bytes envelope = Envelope.seal(signed.bytes(), salt, List.of(one.recipient(), other.recipient()), random);
            Hash any = Hash.of(envelope);
            Parcel parcel = new Parcel(
                    new ChannelId(any), new Leaf(LeafType.NOTE, any, any), Bytes.ofUtf8("c".repeat(3_500)), envelope);

            Parts parts = Parts.of(parcel, 3_400, signed);

            assertThat(parts.sum()).isEqualTo(parcel.bytes().size());
            assertThat(parts.payload()).isEqualTo(payload);
            assertThat(parts.signatures()).isEqualTo(signed.bytes().size() - payload);
            assertThat(parts.proofs()).isEqualTo(100);
            assertThat(parts.recipients()).isBetween(2L * STANZA - 200, 2L * STANZA + 200);
            assertThat(parts.sizeClass() % 2_048).isZero();
            assertThat(parts.padding()).isGreaterThanOrEqualTo(36);
            assertThat(parts.times(2).sum()).isEqualTo(2 * parts.sum());
        }
    }
}
