package firebreak.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.SecretPair;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CircularTest {
    private static FormatException refused(String json) {
        return catchThrowableOfType(FormatException.class, () -> Circular.parse("circular", Bytes.ofUtf8(json)));
    }

    private static final Note JOINT = Say.note("RU+UK/joint/1", "RU-MOD", "UK-MOD");

    @Test
    void what_nobody_has_signed_reads_back_as_it_was_written() throws FormatException {
        Circular circular = new Circular(JOINT, Optional.empty());

        assertThat(Circular.parse("circular", circular.bytes())).isEqualTo(circular);
        assertThat(circular.bytes().utf8("circular")).startsWith("{\"format\":\"firebreak-circular/1\",\"payload\":\"");
        assertThat(circular.id()).isEqualTo(Hash.of(JOINT.payload()));
    }

    @Test
    void signatures_of_several_come_together_over_the_one_payload() throws FormatException {
        try (SecretPair ru = SecretPair.generate(new Random(1));
                SecretPair uk = SecretPair.generate(new Random(2))) {
            Circular one = new Circular(JOINT, Optional.empty()).with(Jws.sign(JOINT.payload(), ru));
            Circular both = one.with(Jws.sign(JOINT.payload(), uk)).with(Jws.sign(JOINT.payload(), ru));

            assertThat(both.signed().orElseThrow().lines()).hasSize(4);
            assertThat(both.id()).isEqualTo(one.id());
            assertThat(Circular.parse("circular", both.bytes())).isEqualTo(both);
        }
    }

    @Test
    void only_a_joint_note_circulates_and_signatures_are_over_it() {
        Note alone = Say.note("RU/1", "RU-MOD");
        assertThatThrownBy(() -> new Circular(alone, Optional.empty())).isInstanceOf(IllegalArgumentException.class);
        try (SecretPair ru = SecretPair.generate(new Random(1))) {
            Jws other = Jws.sign(alone.payload(), ru);
            assertThatThrownBy(() -> new Circular(JOINT, Optional.of(other)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_note_must_leave_room_for_the_signatures_of_all() {
        assertThat(new Circular(JOINT, Optional.empty()).hasRoom()).isTrue();
        assertThat(new Circular(withText(170_000), Optional.empty()).hasRoom()).isTrue();
        assertThat(new Circular(withText(190_000), Optional.empty()).hasRoom()).isFalse();
    }

    private static Note withText(int length) {
        Content plain = JOINT.content();
        Content longer = new Content(
                plain.form(),
                plain.formHash(),
                plain.action(),
                plain.information(),
                plain.outside(),
                plain.answers(),
                plain.refs(),
                plain.amends(),
                plain.precedence(),
                plain.marking(),
                plain.language(),
                Json.object().with("text", "a".repeat(length)).build());
        return Say.note("RU+UK/joint/1", longer, View.NOTHING, "RU-MOD", "UK-MOD");
    }

    @Test
    void neither_payload_nor_signatures_is_no_circular() {
        assertThat(refused("{\"format\":\"firebreak-circular/1\"}").reason()).contains("either 'payload' or 'signed'");
    }

    @Test
    void another_format_is_refused() {
        assertThat(refused("{\"format\":\"firebreak-circular/2\",\"payload\":\"\"}")
                        .reason())
                .contains("firebreak-circular/1");
    }

    @Test
    void a_payload_that_is_no_joint_note_is_refused() {
        assertThat(refused("{\"format\":\"firebreak-circular/1\",\"payload\":\"e30\"}"))
                .isNotNull();
    }

    @Test
    void one_byte_more_than_the_limit_is_refused() {
        Bytes tooLong = Bytes.wrap(new byte[Circular.MAX_BYTES + 1]);

        assertThatThrownBy(() -> Circular.parse("circular", tooLong)).isInstanceOf(FormatException.class);
    }
}
