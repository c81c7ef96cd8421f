package firebreak.node.run;

import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostKeys;
import firebreak.node.store.Lease;
import firebreak.node.store.SqliteStore;
import firebreak.note.Forms;
import java.net.InetSocketAddress;

/// What a node is started from.
///
/// @param listen where other members reach it
public record NodeParts(
        NodeKeys keys,
        PostKeys posts,
        SqliteStore store,
        Lease lease,
        Forms forms,
        NodeClock clock,
        InetSocketAddress listen) {}
