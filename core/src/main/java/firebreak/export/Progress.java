package firebreak.export;

/// Told now and then how far a long write or check has come.
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    /// @param done, total leaves of all records together
    void at(long done, long total);
}
