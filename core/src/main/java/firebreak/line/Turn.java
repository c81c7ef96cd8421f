package firebreak.line;

/// Which scheduled frame was sent last, and whether another follows it at once.
///
/// @param slot of the last scheduled frame; −1 before the first
/// @param followUps frames sent out of turn in this slot
/// @param followUp one more is due at once: the last exchange brought a session forward and another one
///     completes it. Depends on sessions alone, never on content.
record Turn(long slot, int followUps, boolean followUp) {
    /// Two exchanges complete a session whoever restarted.
    static final int MOST = 2;

    static final Turn FIRST = new Turn(-1, 0, false);

    Turn taken(long now) {
        return now > slot ? new Turn(now, 0, false) : new Turn(slot, followUps + 1, false);
    }

    Turn wanting(boolean more) {
        return new Turn(slot, followUps, more && followUps < MOST);
    }
}
