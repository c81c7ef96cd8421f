package firebreak.sim.check;

/// An invariant did not hold. Ends the world it happened in.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    public Violation(Invariant invariant, String what) {
        super(what);
        this.invariant = invariant;
    }

    public Invariant invariant() {
        return invariant;
    }
}
