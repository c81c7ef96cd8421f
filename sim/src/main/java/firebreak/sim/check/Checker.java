package firebreak.sim.check;

/// Watches one invariant. Sees every fact in the order in which it happened.
@FunctionalInterface
public interface Checker {
    /// @throws Violation when the invariant does not hold
    void see(Fact fact);
}
