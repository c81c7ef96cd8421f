package firebreak.witness;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.identity.RecordSecret;
import firebreak.record.Cosigner;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Two versions of an agreement: the first names W0 and W1, the second W2 and W3; two are needed in either.
final class WitnessTimesTest {
    private final Owner owner = new Owner();
    private final List<Cosigner> cosigners = new ArrayList<>();
    private final List<Witness> known = new ArrayList<>();
    private final List<Witnesses> versions;

    WitnessTimesTest() {
        for (int i = 0; i < 4; i++) {
            RecordSecret secret = RecordSecret.generate(new Random(300 + i));
            PartyCode party = new PartyCode("W" + i);
            cosigners.add(new Cosigner(Witness.name(party), secret));
            known.add(new Witness(party, List.of(secret.keys())));
        }
        versions = List.of(new Witnesses(2, known.subList(0, 2)), new Witnesses(2, known.subList(2, 4)));
    }

    private static Instant at(int second) {
        return Owner.AT.plusSeconds(second);
    }

    private SignedCheckpoint by(SignedCheckpoint checkpoint, int witness, int second) {
        return checkpoint.with(cosigners.get(witness).sign(checkpoint.checkpoint(), at(second)));
    }

    private SignedCheckpoint byBoth(int size, int one, int other, int second) {
        return by(by(owner.signed(0, size), one, second), other, second);
    }

    @Test
    void each_leaf_has_the_time_of_the_first_checkpoint_that_holds_it_and_none_above_the_last() {
        WitnessTimes times = new WitnessTimes(versions, List.of(byBoth(3, 0, 1, 10), byBoth(5, 0, 1, 20)));
        assertThat(times.time(0, 0)).contains(at(10));
        assertThat(times.time(2, 0)).contains(at(10));
        assertThat(times.time(3, 0)).contains(at(20));
        assertThat(times.time(4, 0)).contains(at(20));
        assertThat(times.time(5, 0)).isEmpty();
    }

    @Test
    void a_larger_checkpoint_that_was_witnessed_earlier_makes_the_time_of_all_below_it() {
        WitnessTimes times =
                new WitnessTimes(versions, List.of(byBoth(3, 0, 1, 50), byBoth(5, 0, 1, 20), byBoth(7, 0, 1, 60)));
        assertThat(times.time(0, 0)).contains(at(20));
        assertThat(times.time(5, 0)).contains(at(60));
    }

    @Test
    void witnesses_of_a_later_version_make_a_time_for_earlier_leaves_and_not_the_other_way_round() {
        WitnessTimes times = new WitnessTimes(versions, List.of(byBoth(3, 2, 3, 30), byBoth(5, 0, 1, 10)));
        assertThat(times.time(0, 0)).as("under the first version, either").contains(at(10));
        assertThat(times.time(0, 1)).as("under the second, its own alone").contains(at(30));
        assertThat(times.time(4, 1)).isEmpty();
    }

    @Test
    void witnesses_of_different_versions_make_no_time_together() {
        assertThat(new WitnessTimes(versions, List.of(byBoth(3, 1, 2, 10))).time(0, 0))
                .isEmpty();
    }

    @Test
    void shown_until_is_what_as_many_as_are_needed_say_so_that_one_liar_moves_it_nowhere() {
        Witnesses three = new Witnesses(2, known.subList(0, 3));
        SignedCheckpoint honest = byBoth(3, 0, 1, 10);
        assertThat(three.until(by(owner.signed(0, 3), 0, 10))).isEmpty();
        assertThat(three.until(honest)).contains(at(10));
        assertThat(three.until(by(honest, 2, 1_000_000))).contains(at(10));
        assertThat(new Witnesses(0, known).until(honest)).isEmpty();
    }

    @Test
    void of_a_witness_only_whole_right_pairs_of_lines_are_its_lines() {
        SignedCheckpoint signed = by(owner.signed(0, 3), 0, 10);
        List<SignatureLine> own = signed.note()
                .note()
                .lines()
                .subList(2, signed.note().note().lines().size());
        assertThat(known.get(0).lines(signed)).hasSize(2).isEqualTo(own);
        assertThat(known.get(1).lines(signed)).isEmpty();
        assertThat(known.get(0).lines(owner.signed(0, 3).with(own.subList(0, 1))))
                .isEmpty();
    }
}
