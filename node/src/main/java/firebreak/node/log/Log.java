package firebreak.node.log;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Writes what happened, as a plain sentence and named values:
///
/// ```java
/// private static final Log LOG = Log.of(MemberServer.class);
/// LOG.info("a key without a pin was refused", "spki", hash, "from", address);
/// ```
///
/// Values are text, numbers, hashes, times, paths, addresses and the like; of any other object only the
/// type's name is written, so that neither a secret nor content reaches a log by accident.
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> where) {
        return new Log(Logger.getLogger(where.getName()));
    }

    /// What an operator follows in normal running.
    public void info(String message, Object... namesAndValues) {
        write(Level.INFO, message, null, namesAndValues);
    }

    /// What an operator should look into; the node goes on.
    public void warn(String message, Object... namesAndValues) {
        write(Level.WARNING, message, null, namesAndValues);
    }

    /// A fault in the program or its surroundings, with its trace.
    public void fault(String message, Throwable thrown, Object... namesAndValues) {
        write(Level.SEVERE, message, thrown, namesAndValues);
    }

    private void write(Level level, String message, @Nullable Throwable thrown, Object[] namesAndValues) {
        if (!logger.isLoggable(level)) {
            return;
        }
        Event event = new Event(level, message, namesAndValues);
        event.setLoggerName(logger.getName());
        event.setThrown(thrown);
        logger.log(event);
    }

    /// A line of ours, whose message is said as it is and whose values have names.
    static final class Event extends LogRecord {
        private static final long serialVersionUID = 1L;

        private final transient Object[] namesAndValues;

        Event(Level level, String message, Object[] namesAndValues) {
            super(level, message);
            this.namesAndValues = namesAndValues;
        }

        Object[] namesAndValues() {
            return namesAndValues;
        }
    }
}
