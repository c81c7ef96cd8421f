package firebreak.cli.console;

import java.io.PrintWriter;

/// Progress of long work on standard error: a line for each tenth, and none for work that is soon done.
public final class Ticker {
    private static final long SOON_DONE = 2_000;
    private static final int STEPS = 10;

    private final PrintWriter to;
    private final String what;
    private final long soonDone;
    private long told;

    /// @param what is counted, in the plural
    public Ticker(PrintWriter to, String what) {
        this(to, what, SOON_DONE);
    }

    /// @param soonDone so many of them are no long work
    public Ticker(PrintWriter to, String what, long soonDone) {
        this.to = to;
        this.what = what;
        this.soonDone = soonDone;
    }

    public void at(long done, long total) {
        long step = total == 0 ? 0 : done * STEPS / total;
        if (total > soonDone && step > told) {
            told = step;
            to.println(done + " of " + total + " " + what);
            to.flush();
        }
    }

    public void done() {
        to.flush();
    }
}
