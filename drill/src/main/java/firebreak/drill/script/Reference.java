package firebreak.drill.script;

import firebreak.drill.chronology.EventId;

/// An earlier event that a step names, and how it can be named on the line.
public record Reference(EventId event, Reach reach) {
    /// What the author can point to.
    public enum Reach {
        /// A note on the same channel, addressed to an author's party, and this note answers it. At most one
        /// reference of a note: the first that could be, since a note answers one.
        ANSWERED,
        /// Another note on the same channel: every reader of this one has it.
        SAME_CHANNEL,
        /// A note on another channel that every author's party belongs to; some reader here may not have it.
        OTHER_CHANNEL,
        /// A note that some author's party cannot have seen; it can be named in words alone.
        NOT_SEEN,
        /// No note: an act, a silence, or something inside one party.
        TIMELINE
    }
}
