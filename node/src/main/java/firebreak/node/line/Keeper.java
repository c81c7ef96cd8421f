package firebreak.node.line;

import firebreak.line.LastAnswered;
import java.io.IOException;

/// Keeps, over restarts, when each line was last answered (port).
@FunctionalInterface
public interface Keeper {
    /// @param answered all lines; replaces what was kept before
    /// @throws IOException where it could not be written; it is offered again later
    void keep(LastAnswered answered) throws IOException;
}
