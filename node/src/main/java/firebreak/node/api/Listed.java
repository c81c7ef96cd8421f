package firebreak.node.api;

import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.Officers;
import java.io.IOException;

/// The officers as the home lists them now: one who was removed is gone at once.
final class Listed {
    private Listed() {}

    static Officers officers(Home home) throws IOException {
        try {
            return home.officers();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }
}
