package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(1);

    @Test
    void each_of_several_recipients_opens_an_envelope() throws Exception {
        List<Identity.Hybrid> members = List.of(
                Identity.Hybrid.generate(random), Identity.Hybrid.generate(random), Identity.Hybrid.generate(random));
        Bytes salt = Bytes.wrap(new byte[Envelope.SALT]);
        Bytes jws = Bytes.ofUtf8("{}");
        Bytes sealed = Envelope.seal(
                jws, salt, members.stream().map(Identity.Hybrid::recipient).toList(), random);
        for (Identity.Hybrid member : members) {
            assertThat(Envelope.open(sealed, List.of(member)))
                    .isEqualTo(new Unsealed.Opened<>(new Envelope.Content(jws, salt)));
        }
    }
}
