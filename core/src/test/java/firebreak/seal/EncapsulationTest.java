package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import org.junit.jupiter.api.Test;

class EncapsulationTest {
    private final Identity.Hybrid holder = Identity.Hybrid.generate(Samples.random(1));

    @Test
    void the_holder_of_the_private_key_opens_the_secret() {
        try (Encapsulation made = Encapsulation.to(holder.recipient(), Samples.random(2));
                Secret opened = Encapsulation.open(holder, made.ciphertext()).orElseThrow()) {
            assertThat(made.ciphertext().size()).isEqualTo(1120);
            assertThat(opened).isEqualTo(made.secret());
            assertThat(opened.size()).isEqualTo(32);
        }
    }

    @Test
    void another_holder_and_a_changed_ciphertext_give_other_secrets() {
        try (Encapsulation made = Encapsulation.to(holder.recipient(), Samples.random(2));
                Identity.Hybrid other = Identity.Hybrid.generate(Samples.random(3))) {
            assertThat(Encapsulation.open(other, made.ciphertext())).isPresent().isNotEqualTo(made.secret());
            assertThat(Encapsulation.open(holder, Samples.flip(made.ciphertext(), 5, 1))
                            .orElseThrow())
                    .isNotEqualTo(made.secret());
        }
    }

    @Test
    void a_low_order_half_gives_nothing() {
        try (Encapsulation made = Encapsulation.to(holder.recipient(), Samples.random(2))) {
            Bytes zeroed = made.ciphertext().slice(0, 1088).plus(Bytes.wrap(new byte[32]));
            assertThat(Encapsulation.open(holder, zeroed)).isEmpty();
        }
    }

    @Test
    void only_1120_bytes_are_a_ciphertext() {
        for (int size : new int[] {0, 1119, 1121}) {
            Bytes wrong = Bytes.wrap(new byte[size]);
            assertThatIllegalArgumentException().isThrownBy(() -> Encapsulation.open(holder, wrong));
        }
    }

    @Test
    void closing_wipes_the_secret() {
        Encapsulation made = Encapsulation.to(holder.recipient(), Samples.random(2));
        made.close();
        assertThat(made.secret().isClosed()).isTrue();
    }
}
