package firebreak.cli.console;

/// The exit codes of every command.
public final class Exit {
    public static final int DONE = 0;
    /// Refused or failed; the reason was said.
    public static final int REFUSED = 1;
    /// The arguments cannot be understood.
    public static final int USAGE = 2;
    /// A verification or comparison found a fault.
    public static final int FAULT = 3;
    /// The node cannot be reached.
    public static final int UNREACHABLE = 4;
    /// A wrong passphrase or password.
    public static final int WRONG_SECRET = 5;

    private Exit() {}
}
