package firebreak.sim.check;

/// An invariant did not hold. Ends the world it happened in.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    public Violation(Invariant invariant, String what) {
        super(what);
        this.invariant = invariant;
    }

    /// @param cause the exception that showed it
    public static Violation of(Invariant invariant, String what, Throwable cause) {
        Violation violation = new Violation(invariant, what);
        violation.initCause(cause);
        return violation;
    }

    public Invariant invariant() {
        return invariant;
    }
}
