package firebreak.node.wire;

import java.io.IOException;

/// An exchange with a peer that brought no answer. The message is a plain sentence that ends by saying
/// whether the request may be sent again.
public final class WireException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean safeToRetry;

    private WireException(String message, boolean safeToRetry, Throwable cause) {
        super(message, cause);
        this.safeToRetry = safeToRetry;
    }

    /// The peer cannot have acted on the request.
    static WireException notSent(String what, Throwable cause) {
        return new WireException(
                what + "; the peer has not acted on the request, sending it again is safe", true, cause);
    }

    /// The peer may or may not have acted on the request.
    static WireException unknown(String what, Throwable cause) {
        String end = "; the peer may have acted on the request, send again only what may arrive twice";
        return new WireException(what + end, false, cause);
    }

    /// True if the peer cannot have acted on the request.
    public boolean safeToRetry() {
        return safeToRetry;
    }
}
