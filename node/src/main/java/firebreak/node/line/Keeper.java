package firebreak.node.line;

import firebreak.line.Condition;
import firebreak.line.LastAnswered;
import firebreak.line.LineName;
import java.io.IOException;

/// Keeps, over restarts, when each line was last answered, and what became of it (port).
@FunctionalInterface
public interface Keeper {
    /// @param answered all lines; replaces what was kept before
    /// @throws IOException where it could not be written; it is offered again later
    void keep(LastAnswered answered) throws IOException;

    /// A line has changed from answering to silent, or the other way.
    default void changed(LineName line, Condition now) {}
}
