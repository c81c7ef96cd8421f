package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void closing_wipes_the_very_bytes_it_owns() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.wrap(bytes);
        secret.close();
        assertThat(bytes).containsOnly(0);
        assertThat(secret.isClosed()).isTrue();
        secret.close();
    }

    @Test
    void a_closed_secret_cannot_be_used() {
        Secret secret = Secret.wrap(new byte[2]);
        secret.close();
        assertThatIllegalStateException().isThrownBy(() -> secret.use(bytes -> bytes.length));
        assertThatIllegalStateException().isThrownBy(secret::copy);
        assertThatIllegalStateException().isThrownBy(() -> secret.slice(0, 1));
        assertThatIllegalStateException().isThrownBy(() -> Secret.concat(secret));
    }

    @Test
    void a_copy_a_slice_and_a_join_live_on_their_own() {
        Secret whole = Secret.copyOf(new byte[] {1, 2, 3, 4});
        Secret copy = whole.copy();
        Secret end = whole.slice(2, 4);
        Secret joined = Secret.concat(end, copy, Secret.wrap(new byte[0]));
        whole.close();
        assertThat(copy).isEqualTo(Secret.wrap(new byte[] {1, 2, 3, 4}));
        assertThat(end).isEqualTo(Secret.wrap(new byte[] {3, 4}));
        assertThat(joined).isEqualTo(Secret.wrap(new byte[] {3, 4, 1, 2, 3, 4}));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> copy.slice(3, 5));
    }

    @Test
    void a_copied_array_is_the_callers_and_a_wrapped_one_is_not() {
        byte[] source = {7};
        Secret copied = Secret.copyOf(source);
        source[0] = 8;
        assertThat(copied).isEqualTo(Secret.wrap(new byte[] {7}));
        assertThat(Secret.wrap(source)).isEqualTo(Secret.wrap(new byte[] {8}));
    }

    @Test
    void secrets_are_equal_by_content_until_closed() {
        Secret one = Secret.wrap(new byte[] {1, 2});
        Secret same = Secret.wrap(new byte[] {1, 2});
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one).isNotEqualTo(Secret.wrap(new byte[] {1, 3}));
        assertThat(one).isNotEqualTo(Secret.wrap(new byte[] {1}));
        same.close();
        assertThat(one).isNotEqualTo(same);
    }

    @Test
    void a_secret_prints_as_secret() {
        assertThat(Secret.wrap(new byte[] {65})).hasToString("Secret");
    }

    @Test
    void generation_takes_its_bytes_from_the_generator_it_is_given() {
        assertThat(Secret.generate(32, new Random(1))).isEqualTo(Secret.generate(32, new Random(1)));
        assertThat(Secret.generate(32, new Random(1))).isNotEqualTo(Secret.generate(32, new Random(2)));
    }

    @Test
    void a_use_may_fail_in_its_own_way_and_the_secret_can_still_be_closed() {
        Secret secret = Secret.wrap(new byte[] {1});
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> secret.use(_ -> {
                    throw new IOException("disk");
                }));
        secret.close();
        assertThat(secret.isClosed()).isTrue();
    }
}
