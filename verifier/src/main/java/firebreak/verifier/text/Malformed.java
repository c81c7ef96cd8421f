package firebreak.verifier.text;

/// Bytes that are not in the form a page of the specification demands: where, and what was expected there.
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    public Malformed(String place, String expectation) {
        super(place + ": " + expectation, null, false, false);
    }

    /// Place and expectation, for people.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
