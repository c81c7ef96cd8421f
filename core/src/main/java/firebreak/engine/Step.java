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
}
