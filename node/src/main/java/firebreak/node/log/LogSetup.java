package firebreak.node.log;

import java.io.OutputStream;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// The one place that decides what is logged and where to. Called once, by the command that runs a node.
public final class LogSetup {
    /// Chatty beyond use even at warning: at class loading Bouncy Castle reports each entry of the JDK's
    /// own `jdk.tls.disabledAlgorithms` that it does not know, and each refused handshake with a trace,
    /// which would let any stranger fill the disk. The wire counts and reports refusals itself.
    private static final List<String> ERRORS_ONLY = List.of("org.bouncycastle.jsse", "org.bouncycastle.tls");

    /// `java.util.logging` holds loggers weakly: without these references the levels would be forgotten.
    private static final List<Logger> HELD =
            ERRORS_ONLY.stream().map(Logger::getLogger).toList();

    private static final Logger OURS = Logger.getLogger("firebreak");

    private LogSetup() {}

    /// Libraries from warnings up, Firebreak's own lines from `own` up, to standard error.
    public static void toStandardError(Level own) {
        to(System.err, own);
    }

    static void to(OutputStream out, Level own) {
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(lines(out));
        HELD.forEach(logger -> logger.setLevel(Level.SEVERE));
        OURS.setLevel(own);
    }

    private static Handler lines(OutputStream out) {
        Handler handler = new FlushedLines(out);
        handler.setLevel(Level.ALL);
        return handler;
    }

    /// Each line reaches the stream whole and at once.
    private static final class FlushedLines extends StreamHandler {
        FlushedLines(OutputStream out) {
            super(out, new JsonLine());
        }

        @Override
        public synchronized void publish(LogRecord line) {
            super.publish(line);
            flush();
        }

        /// Standard error is not ours to close.
        @Override
        public synchronized void close() {
            flush();
        }
    }
}
