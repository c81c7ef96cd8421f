package firebreak.sim.world;

import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.State;
import firebreak.engine.Workshop;
import firebreak.record.TlogProof;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Proves parcels for all nodes of a world. Many parcels of a record bear one checkpoint, and each goes to several
/// members: whoever proves one is shown a parcel that was proved under the very same bytes before, by any node, and
/// the core itself decides, by the keys and the bytes, whether the two signatures need another look.
final class ProvedBefore {
    private final Map<Bytes, ProvedParcel> byCheckpoint = new HashMap<>();

    ProvedParcel.Result prove(Parcel parcel, State state) throws FormatException {
        Bytes checkpoint = TlogProof.parse("proof", parcel.proof()).checkpoint().bytes();
        ProvedParcel.Result result = Workshop.prove(parcel, state, Optional.ofNullable(byCheckpoint.get(checkpoint)));
        if (result instanceof ProvedParcel.Result.Proved(ProvedParcel proved)) {
            byCheckpoint.put(checkpoint, proved);
        }
        return result;
    }
}
