package firebreak.drill.replay;

/// Where progress is shown while a case is replayed (port).
@FunctionalInterface
public interface Show {
    /// One line for a person, without a line end.
    void say(String line);
}
