package firebreak.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The store could not do what was asked, for a reason outside the program: a full disk, a failing medium,
/// a damaged value, another process in the way. The message says what to do about it and carries no content.
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /// What the caller knows after the failure.
    public enum Outcome {
        /// Nothing was changed, now or later. The same commit may be tried again, at once or when the cause in
        /// the message is gone.
        UNCHANGED,
        /// The writes may or may not be there. Nothing may be sent, and this store takes no more commits: close
        /// it, open it again, and read which it was.
        UNKNOWN
    }

    private final Outcome outcome;

    public StoreException(Outcome outcome, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    public Outcome outcome() {
        return outcome;
    }

    /// Whether the same call on the same open store may be repeated.
    public boolean mayRetry() {
        return outcome == Outcome.UNCHANGED;
    }
}
