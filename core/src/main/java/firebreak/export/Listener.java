package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.note.LeafRef;
import firebreak.note.Statement;

/// Hears every statement of an export that was found right in every way, record by record in order.
@FunctionalInterface
public interface Listener {
    Listener NOBODY = (channel, leaf, statement) -> {};

    void said(ChannelId channel, LeafRef leaf, Statement statement);
}
