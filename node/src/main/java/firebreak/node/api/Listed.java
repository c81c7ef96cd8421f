package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.FormatException;
import firebreak.engine.State;
import firebreak.node.home.Home;
import firebreak.node.home.KeyLife;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// What the home lists now.
final class Listed {
    private Listed() {}

    /// The party's own posts, whether or not they are in any channel.
    static List<PostCode> posts(Home home) throws IOException {
        try {
            return home.publicKeys().posts().stream().map(PostEntry::code).toList();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    /// How long the party's own keys last.
    static KeyLife keys(Home home, State state, Instant now) throws IOException {
        try {
            return KeyLife.of(home.publicKeys(), state.registry(), state.parties(), now);
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }
}
