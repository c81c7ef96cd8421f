package firebreak.engine;

import firebreak.note.Said;
import java.util.List;

/// What a step decided: the state after it, what must be durable, and what to do once it is.
///
/// @param said the statements that came to stand in a record by this step, for the projections
public record Step(State state, List<Write> writes, List<Effect> effects, List<Said> said) {
    public Step {
        writes = List.copyOf(writes);
        effects = List.copyOf(effects);
        said = List.copyOf(said);
    }

    /// Whether anybody waits for its writes to be durable. Where nobody does, they may become so a little later, with
    /// those of a later step: a crash in between takes back what nobody was told, and what may begin early shows
    /// nothing of it ([Effect#early]).
    public boolean urgent() {
        return !said.isEmpty() || effects.stream().anyMatch(effect -> !effect.early());
    }
}
