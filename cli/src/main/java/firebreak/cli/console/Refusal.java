package firebreak.cli.console;

/// Ends a command: what went wrong and what to do about it, as one sentence for people, and the exit code.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exit;

    /// @param exit one of [Exit]
    public Refusal(int exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    public Refusal(String sentence) {
        this(Exit.REFUSED, sentence);
    }

    public int exit() {
        return exit;
    }
}
