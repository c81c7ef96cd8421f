package firebreak.cli.record;

import java.io.PrintWriter;

/// Progress of long work on standard error: a line for each tenth, and none for work that is soon done.
final class Ticker {
    private static final long SOON_DONE = 2_000;
    private static final int STEPS = 10;

    private final PrintWriter to;
    private final String what;
    private long told;

    Ticker(PrintWriter to, String what) {
        this.to = to;
        this.what = what;
    }

    void at(long done, long total) {
        long step = total == 0 ? 0 : done * STEPS / total;
        if (total > SOON_DONE && step > told) {
            told = step;
            to.println(done + " of " + total + " " + what);
            to.flush();
        }
    }

    void done() {
        to.flush();
    }
}
