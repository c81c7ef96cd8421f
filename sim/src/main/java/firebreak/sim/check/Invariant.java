package firebreak.sim.check;

/// What must always hold (DESIGN 12), by name.
public enum Invariant {
    /// What a node has told anybody it has, it has, after any crash.
    NOTHING_ACKNOWLEDGED_IS_LOST("nothing acknowledged is lost"),
    /// No leaf is taken up twice, and none is receipted as delivered twice in one record.
    NOTHING_IS_ACCEPTED_TWICE("nothing is accepted twice"),
    /// A statement is taken up only when every leaf before it is held.
    NOTHING_IS_TAKEN_UP_BEHIND_A_GAP("nothing is taken up behind a gap"),
    /// A stored leaf is never replaced by another.
    LEAVES_NEVER_CHANGE("leaves never change"),
    /// A stored checkpoint is signed by the record's owner and has the root of the stored leaves.
    HEADS_ARE_CONSISTENT("heads are consistent"),
    /// An accepted receipt names a leaf that its author could have: one that is really in that record.
    RECEIPTS_POINT_AT_LEAVES("every receipt points at a real leaf"),
    /// Two honest nodes that hold different leaves at one index have proof of it.
    FORKS_LEAVE_EVIDENCE("no contradicting histories without evidence"),
    /// A view that names another root than the record has here is kept as disputed; no view of honest parties is.
    VIEWS_ARE_COMPARED("views are compared with what is held"),
    /// An envelope opens with the keys of its channel's posts and with no other's.
    CHANNELS_ARE_CLOSED("nobody outside a channel opens its envelopes"),
    /// All that left an honest node of one record fits one history.
    HONEST_RECORDS_NEVER_FORK("honest records never fork"),
    /// An accepted statement is signed with every key of every author, in force where it stands.
    BOTH_SIGNATURES_ARE_REQUIRED("both signatures are required"),
    /// A stored leaf is either taken up, or waits for a key, or is held with a reason.
    HELD_ITEMS_ARE_VISIBLE("held items are visible with their reason"),
    /// No event, however bad, breaks a node.
    NODES_DO_NOT_BREAK("no event breaks a node"),
    /// Once the faults have stopped, everybody has everything, with its receipts, and no gap is left.
    ALL_CONVERGE("all converge once the faults stop");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
