package firebreak.witness;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.identity.RecordKeys;
import firebreak.identity.RecordSecret;
import firebreak.record.Checkpoint;
import firebreak.record.ForkCheck;
import firebreak.record.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a witness signs and what it does not.
final class WitnessingTest {
    private final Owner owner = new Owner();
    private final Optional<RecordKeys> keys = Optional.of(owner.keys());

    private Witnessing decide(AddCheckpoint request, SignedCheckpoint latest) {
        return Witnessing.decide(request, keys, Optional.of(latest.checkpoint()), Optional.of(latest));
    }

    private Witnessing first(AddCheckpoint request) {
        return Witnessing.decide(request, keys, Optional.empty(), Optional.empty());
    }

    @Test
    void the_first_checkpoint_and_what_continues_it_are_signed() {
        assertThat(first(owner.asks(0, 0, 3))).isEqualTo(new Witnessing.Cosign(owner.signed(0, 3)));
        assertThat(decide(owner.asks(0, 3, 7), owner.signed(0, 3)))
                .isEqualTo(new Witnessing.Cosign(owner.signed(0, 7)));
        assertThat(decide(owner.asks(0, 7, 7), owner.signed(0, 7)))
                .as("again, for another time")
                .isEqualTo(new Witnessing.Cosign(owner.signed(0, 7)));
    }

    @Test
    void an_owner_mistaken_about_the_old_size_is_told_it() {
        assertThat(decide(owner.asks(0, 2, 7), owner.signed(0, 3))).isEqualTo(new Witnessing.Conflict(3));
        assertThat(decide(owner.asks(0, 4, 7), owner.signed(0, 3))).isEqualTo(new Witnessing.Conflict(3));
        assertThat(decide(owner.asks(0, 0, 2), owner.signed(0, 3))).isEqualTo(new Witnessing.Conflict(3));
        assertThat(first(owner.asks(0, 1, 7))).isEqualTo(new Witnessing.Conflict(0));
    }

    @Test
    void an_old_size_above_the_checkpoint_has_no_sense() {
        assertThat(decide(owner.asks(0, 8, 7), owner.signed(0, 8))).isEqualTo(new Witnessing.Senseless());
        assertThat(decide(owner.asks(0, 7, 7), owner.signed(0, 7))).isInstanceOf(Witnessing.Cosign.class);
    }

    @Test
    void another_history_is_not_signed() {
        assertThat(decide(owner.asks(1, 7, 9), owner.signed(0, 7))).isEqualTo(new Witnessing.Unproved());
        AddCheckpoint honest = owner.asks(0, 7, 9);
        AddCheckpoint without = new AddCheckpoint(7, List.of(), honest.checkpoint());
        assertThat(decide(without, owner.signed(0, 7))).isEqualTo(new Witnessing.Unproved());
        AddCheckpoint more = new AddCheckpoint(0, honest.proof(), honest.checkpoint());
        assertThat(first(more)).as("a proof where none belongs").isEqualTo(new Witnessing.Unproved());
    }

    @Test
    void two_roots_of_one_size_are_evidence() {
        Witnessing decided = decide(owner.asks(1, 7, 7), owner.signed(0, 7));

        assertThat(decided).isInstanceOfSatisfying(Witnessing.Forked.class, forked -> {
            assertThat(forked.size()).isEqualTo(7);
            assertThat(forked.evidence().check(owner.origin, owner.keys())).isInstanceOf(ForkCheck.Proven.class);
        });
    }

    /// A mistaken old size must not hide the fork.
    @Test
    void a_fork_is_evidence_whatever_old_size_is_named() {
        assertThat(decide(new AddCheckpoint(9, List.of(), owner.signed(1, 7).note()), owner.signed(0, 7)))
                .isInstanceOf(Witnessing.Forked.class);
        assertThat(decide(new AddCheckpoint(2, List.of(), owner.signed(1, 7).note()), owner.signed(0, 7)))
                .isInstanceOf(Witnessing.Forked.class);
    }

    /// A witness that has its heads and not the checkpoints goes on, and accuses nobody.
    @Test
    void without_the_checkpoint_signed_last_its_size_and_root_are_enough_to_go_on_and_not_to_prove_a_fork() {
        Optional<Checkpoint> latest = Optional.of(owner.signed(0, 7).checkpoint());
        assertThat(Witnessing.decide(owner.asks(0, 7, 9), keys, latest, Optional.empty()))
                .isEqualTo(new Witnessing.Cosign(owner.signed(0, 9)));
        assertThat(Witnessing.decide(owner.asks(1, 7, 7), keys, latest, Optional.empty()))
                .isEqualTo(new Witnessing.Unproved());
        assertThat(Witnessing.decide(owner.asks(1, 7, 7), keys, latest, Optional.of(owner.signed(0, 5))))
                .as("an older one proves nothing about this one")
                .isEqualTo(new Witnessing.Unproved());
    }

    @Test
    void what_is_not_signed_by_the_record_is_not_looked_at() {
        Optional<RecordKeys> others =
                Optional.of(RecordSecret.generate(new Random(9)).keys());
        assertThat(Witnessing.decide(owner.asks(0, 0, 3), others, Optional.empty(), Optional.empty()))
                .isInstanceOf(Witnessing.Unsigned.class);
        assertThat(Witnessing.decide(owner.asks(0, 0, 3), Optional.empty(), Optional.empty(), Optional.empty()))
                .isEqualTo(new Witnessing.Unknown());
    }

    /// Whatever an owner with two histories asks, in whatever order: the sizes signed never shrink, and all that was
    /// signed is of one history.
    @Test
    void of_an_owner_with_two_histories_one_is_signed() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            Optional<SignedCheckpoint> latest = Optional.empty();
            List<SignedCheckpoint> signed = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int history = random.nextInt(2);
                long size = random.nextLong(Owner.MOST + 1);
                long known = latest.map(one -> one.checkpoint().size()).orElse(0L);
                long old = random.nextInt(4) == 0 ? random.nextLong(Owner.MOST + 1) : known;
                if (Witnessing.decide(
                                owner.asks(history, old, size), keys, latest.map(SignedCheckpoint::checkpoint), latest)
                        instanceof Witnessing.Cosign(SignedCheckpoint newest)) {
                    assertThat(newest.checkpoint().size()).as("seed %d", seed).isGreaterThanOrEqualTo(known);
                    latest = Optional.of(newest);
                    signed.add(newest);
                }
            }
            boolean one = signed.stream().allMatch(checkpoint -> isOf(0, checkpoint));
            boolean other = signed.stream().allMatch(checkpoint -> isOf(1, checkpoint));
            assertThat(one || other).as("seed %d", seed).isTrue();
            assertThat(signed).as("seed %d", seed).isNotEmpty();
        }
    }

    private boolean isOf(int history, SignedCheckpoint checkpoint) {
        return checkpoint
                .checkpoint()
                .root()
                .equals(owner.root(history, checkpoint.checkpoint().size()));
    }
}
