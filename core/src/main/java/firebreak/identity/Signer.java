package firebreak.identity;

import firebreak.encoding.Bytes;
import java.util.List;

/// Signs for one post, node or root holder. A port: the keys may lie in a file or in a device.
public interface Signer {
    PublicPair keys();

    /// One line per key of the pair, each over this payload.
    ///
    /// @throws IllegalStateException when the keys are locked away
    List<Jws.Line> sign(Bytes payload);
}
