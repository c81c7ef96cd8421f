package firebreak.encoding;

/// Bytes that are not what a format demands. Says where and what was expected; never carries the
/// offending bytes themselves, so that it may be logged and shown.
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String expectation;

    /// @param place where in the input, for example `notes.json at 1:17` or `$.view[0].size`
    /// @param expectation what the format demands there, a full phrase
    public FormatException(String place, String expectation) {
        super(place + ": " + expectation);
        this.place = place;
        this.expectation = expectation;
    }

    public String place() {
        return place;
    }

    public String expectation() {
        return expectation;
    }

    /// Place and expectation in one line, for people.
    public String reason() {
        return place + ": " + expectation;
    }
}
