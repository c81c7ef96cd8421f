package firebreak.sim.check;

/// No event breaks a node: whatever arrives, the engine answers with a decision.
final class Sturdiness implements Checker {
    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Broke broke) {
            throw new Violation(Invariant.NODES_DO_NOT_BREAK, broke.node() + ": " + broke.what());
        }
    }
}
