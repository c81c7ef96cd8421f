package firebreak.node.backup;

import firebreak.encoding.FormatException;
import java.io.IOException;

/// Carries a [FormatException] out of a stream, which may throw nothing else.
final class BadBackup extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FormatException fault;

    BadBackup(FormatException fault) {
        super(fault.reason(), fault);
        this.fault = fault;
    }

    BadBackup(String place, String expectation) {
        this(new FormatException(place, expectation));
    }

    FormatException fault() {
        return fault;
    }
}
