package firebreak.node.serve;

import java.io.IOException;

/// The one refusal that a person mends by typing again.
public final class WrongPassphraseException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongPassphraseException(String message) {
        super(message);
    }
}
