package firebreak.sim.check;

import static firebreak.sim.check.Hand.AA;
import static firebreak.sim.check.Hand.BB;
import static firebreak.sim.check.Hand.CC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.note.LeafRef;
import firebreak.record.Leaf;
import firebreak.record.LeafType;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The checkers that no broken variant of the table trips: each is silent on what is right, and goes off on what a
/// hand has made wrong. All others are shown to go off by `VariantsTest`, convergence by `ConvergenceTest`.
final class CheckersTest {
    private final Hand hand = new Hand();

    private static void goesOff(Checker checker, Fact fact, Invariant invariant, String what) {
        assertThatThrownBy(() -> checker.see(fact))
                .isInstanceOfSatisfying(
                        Violation.class, found -> assertThat(found.invariant()).isEqualTo(invariant))
                .hasMessageContaining(what);
    }

    private static void silent(Checker checker, Fact fact) {
        assertThatCode(() -> checker.see(fact)).doesNotThrowAnyException();
    }

    @Test
    void a_node_that_broke_is_noticed() {
        silent(new Sturdiness(), new Fact.Restarted(BB, hand.store()));
        goesOff(new Sturdiness(), new Fact.Broke(BB, "it fell"), Invariant.NODES_DO_NOT_BREAK, "it fell");
    }

    @Test
    void a_leaf_taken_up_twice_is_noticed_unless_the_node_was_turned_back() {
        LeafRef first = hand.append(AA, BB);
        LeafRef second = hand.append(AA, BB);
        AcceptedOnce checker = new AcceptedOnce();
        silent(checker, new Fact.Accepted(BB, hand.delivered(CC, first, first)));
        silent(checker, new Fact.Accepted(BB, hand.delivered(CC, first, second)));
        silent(checker, new Fact.Accepted(CC, hand.delivered(AA, first, first)));
        goesOff(
                checker,
                new Fact.Accepted(BB, hand.delivered(CC, first, second)),
                Invariant.NOTHING_IS_ACCEPTED_TWICE,
                "took up leaf 1");
        silent(checker, new Fact.TurnedBack(BB, hand.store()));
        silent(checker, new Fact.Accepted(BB, hand.delivered(CC, first, second)));
    }

    @Test
    void one_record_that_says_delivered_twice_of_one_leaf_is_noticed() {
        LeafRef note = hand.append(AA, BB);
        Origin own = Origin.random(new Random(6));
        AcceptedOnce checker = new AcceptedOnce();
        silent(checker, new Fact.Accepted(BB, hand.delivered(BB, note, new LeafRef(own, 0, note.leaf()))));
        goesOff(
                checker,
                new Fact.Accepted(BB, hand.delivered(BB, note, new LeafRef(own, 1, note.leaf()))),
                Invariant.NOTHING_IS_ACCEPTED_TWICE,
                "receipted leaf 0");
    }

    @Test
    void a_leaf_replaced_or_deleted_is_noticed() {
        LastingLeaves checker = new LastingLeaves();
        Bytes leaf = Bytes.ofUtf8("leaf");
        silent(checker, hand.wrote(new Write.Put(Table.LEAF, "a", leaf)));
        silent(checker, hand.wrote(new Write.Put(Table.LEAF, "a", leaf)));
        silent(checker, hand.wrote(new Write.Delete(Table.HELD, "a")));
        goesOff(
                checker,
                hand.wrote(new Write.Put(Table.LEAF, "a", Bytes.ofUtf8("other"))),
                Invariant.LEAVES_NEVER_CHANGE,
                "replaced LEAF a");
        goesOff(
                checker,
                hand.wrote(new Write.Delete(Table.LEAF, "a")),
                Invariant.LEAVES_NEVER_CHANGE,
                "replaced LEAF a");
    }

    private Fact keeps(SignedCheckpoint head) {
        return hand.wrote(hand.put(Table.CHECKPOINT, hand.origin.text(), head.bytes()));
    }

    @Test
    void a_head_that_its_owner_did_not_sign_is_noticed() {
        hand.append(AA, BB);
        silent(new TrueHeads(hand), keeps(hand.head(AA)));
        goesOff(new TrueHeads(hand), keeps(hand.head(BB)), Invariant.HEADS_ARE_CONSISTENT, "has not signed");
    }

    @Test
    void a_head_with_another_root_than_its_leaves_is_noticed() {
        hand.append(AA, BB);
        SignedCheckpoint wrong = hand.head(AA, Hash.of(Bytes.ofUtf8("another root")));
        goesOff(new TrueHeads(hand), keeps(wrong), Invariant.HEADS_ARE_CONSISTENT, "another root");
    }

    @Test
    void a_head_that_shrinks_is_noticed_unless_the_node_was_turned_back() {
        hand.append(AA, BB);
        SignedCheckpoint small = hand.head(AA);
        hand.append(AA, BB);
        SignedCheckpoint large = hand.head(AA);
        TrueHeads checker = new TrueHeads(hand);
        silent(checker, keeps(small));
        silent(checker, keeps(large));
        goesOff(checker, keeps(small), Invariant.HEADS_ARE_CONSISTENT, "after it had one of size 2");
        silent(checker, keeps(large));
        silent(checker, new Fact.TurnedBack(BB, hand.store()));
        silent(checker, keeps(small));
    }

    /// The end of a node that holds one leaf that is its own affair behind leaves that all hold, and perhaps a gap.
    private static Fact ended(PartyCode node, LeafType type, boolean gap) {
        Hand hand = new Hand();
        Bytes shared = new Leaf(LeafType.NOTE, Hash.of(Bytes.EMPTY), Hash.of(Bytes.EMPTY)).bytes();
        hand.put(Table.LEAF, hand.key(0), shared);
        if (!gap) {
            hand.put(Table.LEAF, hand.key(1), shared);
        }
        Hash own = Hash.of(Bytes.ofUtf8("shown to " + node));
        hand.put(Table.LEAF, hand.key(2), new Leaf(type, own, own).bytes());
        return new Fact.Ended(node, hand.store());
    }

    private static void contradicts(Fact one, Fact other) {
        ForkProofs checker = new ForkProofs();
        silent(checker, one);
        goesOff(checker, other, Invariant.FORKS_LEAVE_EVIDENCE, "different leaves at 2");
    }

    @Test
    void two_leaves_at_one_index_without_proof_are_noticed() {
        contradicts(ended(BB, LeafType.NOTE, false), ended(CC, LeafType.NOTE, false));
        contradicts(ended(BB, LeafType.RECEIPT, false), ended(CC, LeafType.RECEIPT, false));
        contradicts(ended(BB, LeafType.NOTE, true), ended(CC, LeafType.NOTE, true));
        contradicts(ended(BB, LeafType.RECEIPT, true), ended(CC, LeafType.RECEIPT, false));
    }

    /// Simulator seeds 300165 and 400043.
    @Test
    void of_two_receipts_that_wait_behind_a_gap_nobody_has_spoken_yet() {
        ForkProofs checker = new ForkProofs();
        silent(checker, ended(BB, LeafType.RECEIPT, true));
        silent(checker, ended(CC, LeafType.RECEIPT, true));
    }

    @Test
    void an_envelope_that_an_outsider_can_open_is_noticed() {
        hand.append(AA, BB);
        hand.append(AA, BB, CC);
        silent(new ClosedChannels(hand), new Fact.Left(AA, hand.parcel(0)));
        goesOff(new ClosedChannels(hand), new Fact.Left(AA, hand.parcel(1)), Invariant.CHANNELS_ARE_CLOSED, "CC can");
    }

    @Test
    void a_leaf_that_is_neither_taken_up_nor_held_with_a_reason_is_noticed() {
        hand.append(AA, BB);
        VisibleHolds checker = new VisibleHolds(hand);
        Fact ended = new Fact.Ended(BB, hand.store());
        goesOff(checker, ended, Invariant.HELD_ITEMS_ARE_VISIBLE, "shows nobody why");
        hand.put(Table.HELD, hand.key(0), Bytes.ofUtf8("\"no\""));
        goesOff(checker, ended, Invariant.HELD_ITEMS_ARE_VISIBLE, "without a reason");
        hand.put(Table.HELD, hand.key(0), Bytes.ofUtf8("\"it waits for earlier leaves of its record\""));
        silent(checker, ended);
    }

    @Test
    void all_judges_together_see_every_fact() {
        Judges judges = new Judges(hand);
        for (Fact fact : List.of(new Fact.Restarted(BB, hand.store()), new Fact.TurnedBack(BB, hand.store()))) {
            silent(judges, fact);
        }
        goesOff(judges, new Fact.Broke(BB, "it fell"), Invariant.NODES_DO_NOT_BREAK, "it fell");
    }
}
