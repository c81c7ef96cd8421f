package firebreak.drill.script;

import firebreak.charter.PostCode;
import firebreak.drill.chronology.Code;
import java.util.List;

/// Whom a note is meant for. Every post of the channel can read it; these are named in it.
///
/// @param action posts asked to act, none of them an author; empty for a statement to the public or to outsiders
///     only, and for an agreement of its own signers
/// @param via whom it passed through in the case; no node of theirs takes part
/// @param outside the public, and addressees no node stands for; listed, never sent to
public record Delivery(List<PostCode> action, List<Code> via, List<Code> outside) {
    public Delivery {
        action = List.copyOf(action);
        via = List.copyOf(via);
        outside = List.copyOf(outside);
    }
}
