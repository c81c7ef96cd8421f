package firebreak.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.identity.RecordSecret;
import firebreak.record.Cosigner;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Four witnesses of whom three make a time: one may lie or be silent.
final class WitnessesTest {
    private static final int K = 3;

    private final Owner owner = new Owner();
    private final List<Cosigner> witnesses = new ArrayList<>();
    private final List<Witness> known = new ArrayList<>();

    WitnessesTest() {
        for (int i = 0; i < 4; i++) {
            RecordSecret secret = RecordSecret.generate(new Random(100 + i));
            PartyCode party = new PartyCode("W" + i);
            witnesses.add(new Cosigner(Witness.name(party), secret));
            known.add(new Witness(party, List.of(secret.keys())));
        }
    }

    private static Instant at(int second) {
        return Owner.AT.plusSeconds(second);
    }

    private SignedCheckpoint by(SignedCheckpoint checkpoint, int witness, int second) {
        return checkpoint.with(witnesses.get(witness).sign(checkpoint.checkpoint(), at(second)));
    }

    private Optional<Instant> time(SignedCheckpoint... holding) {
        return new Witnesses(K, known).time(List.of(holding));
    }

    @Test
    void it_is_the_time_by_which_three_had_signed() {
        SignedCheckpoint two = by(by(owner.signed(0, 7), 0, 10), 1, 20);
        assertThat(time(two)).isEmpty();
        SignedCheckpoint three = by(two, 2, 30);
        assertThat(time(three)).contains(at(30));
        assertThat(time(by(three, 3, 40))).contains(at(30));
        assertThat(time(by(three, 3, 5))).contains(at(20));
    }

    @Test
    void one_that_lies_about_the_time_moves_it_no_further_than_the_others_allow() {
        SignedCheckpoint honest = by(by(by(owner.signed(0, 7), 0, 10), 1, 11), 2, 12);
        assertThat(time(by(honest, 3, -1_000_000))).contains(at(11));
        assertThat(time(by(honest, 3, 1_000_000))).contains(at(12));
    }

    @Test
    void a_later_checkpoint_that_was_witnessed_earlier_makes_the_time() {
        SignedCheckpoint slow = by(by(by(owner.signed(0, 7), 0, 100), 1, 101), 2, 102);
        SignedCheckpoint quick = by(by(by(owner.signed(0, 8), 0, 50), 1, 51), 3, 52);
        assertThat(time(slow, quick)).contains(at(52));
        assertThat(time()).isEmpty();
    }

    @Test
    void a_witness_is_heard_with_both_its_lines_only() {
        SignedCheckpoint two = by(by(owner.signed(0, 7), 0, 10), 1, 20);
        List<SignatureLine> lines = witnesses.get(2).sign(two.checkpoint(), at(30));
        assertThat(time(two.with(lines.subList(0, 1)))).isEmpty();
        assertThat(time(two.with(lines.subList(1, 2)))).isEmpty();
        assertThat(time(two.with(lines))).contains(at(30));
    }

    @Test
    void a_bad_line_of_one_witness_spoils_what_that_one_says_and_nothing_else() {
        SignedCheckpoint three = by(by(by(owner.signed(0, 7), 0, 10), 1, 20), 2, 30);
        SignatureLine good = witnesses.get(3).sign(three.checkpoint(), at(5)).getFirst();
        byte[] changed = good.signature().toArray();
        changed[20] ^= 1;
        assertThat(time(three.with(List.of(new SignatureLine(good.key(), Bytes.wrap(changed))))))
                .contains(at(30));
    }

    @Test
    void a_witness_that_signs_twice_counts_once() {
        SignedCheckpoint twice = by(by(by(owner.signed(0, 7), 0, 10), 0, 11), 1, 12);
        assertThat(time(twice)).isEmpty();
        assertThat(time(by(twice, 2, 13))).contains(at(13));
    }

    @Test
    void a_witness_that_changed_its_keys_is_heard_with_either() {
        RecordSecret fresh = RecordSecret.generate(new Random(200));
        Witness changed = known.getFirst();
        known.set(
                0,
                new Witness(
                        changed.party(), List.of(fresh.keys(), changed.keys().getFirst())));
        SignedCheckpoint two = by(by(owner.signed(0, 7), 1, 10), 2, 20);
        assertThat(time(by(two, 0, 30))).contains(at(30));
        List<SignatureLine> lines = new Cosigner(Witness.name(changed.party()), fresh).sign(two.checkpoint(), at(40));
        assertThat(time(two.with(lines))).contains(at(40));
        assertThat(time(by(two, 0, 30).with(lines))).as("counted once").contains(at(30));
    }

    @Test
    void no_witness_makes_no_time() {
        assertThat(new Witnesses(0, known).time(List.of(by(owner.signed(0, 7), 0, 1))))
                .isEmpty();
        assertThat(new Witnesses(0, List.of()).time(List.of(owner.signed(0, 7))))
                .isEmpty();
        assertThatThrownBy(() -> new Witnesses(5, known)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> witnesses.getFirst().sign(owner.signed(0, 7).checkpoint(), Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void four_with_three_needed_stand_one_liar_and_fewer_none() {
        assertThat(new Witnesses(3, known).liars()).isEqualTo(1);
        assertThat(new Witnesses(2, known).liars()).as("a fork can hide").isZero();
        assertThat(new Witnesses(4, known).liars()).as("one stops time").isZero();
        assertThat(new Witnesses(2, known.subList(0, 3)).liars()).isZero();
        assertThat(new Witnesses(0, List.of()).liars()).isZero();
    }
}
