package firebreak.node.line;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.util.Optional;

/// Takes a frame to a member's node and brings its answer back (port). Called from many threads, one virtual
/// thread each, and may block.
@FunctionalInterface
public interface FrameCarrier {
    /// @param channel says by which of its manifests the member is found: a node may belong to several charters
    /// @param frame 4,096 bytes
    /// @return the frame that came back; nothing where the node took the frame and has no answer to it
    /// @throws IOException where no answer came; the message says why
    Optional<Bytes> send(ChannelId channel, PartyCode member, Bytes frame) throws IOException;
}
