package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.FormatException;
import firebreak.node.home.Home;
import firebreak.node.home.Officers;
import java.io.IOException;
import java.util.List;

/// What the home lists now: an officer who was removed is gone at once.
final class Listed {
    private Listed() {}

    static Officers officers(Home home) throws IOException {
        try {
            return home.officers();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    /// The party's own posts, whether or not they are in any channel.
    static List<PostCode> posts(Home home) throws IOException {
        try {
            return home.publicKeys().posts().stream().map(PostEntry::code).toList();
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }
}
