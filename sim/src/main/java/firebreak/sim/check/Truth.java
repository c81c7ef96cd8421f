package firebreak.sim.check;

import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.record.Origin;
import firebreak.seal.Identity;
import java.util.List;
import java.util.Optional;

/// What the world knows and no node does: who is honest, and whose everything is.
public interface Truth {
    boolean honest(PartyCode party);

    /// Whether its high-water file was lost at some time.
    boolean leaseLost(PartyCode party);

    /// Whose record this is; nothing while nobody has opened it.
    Optional<PartyCode> owner(Origin origin);

    List<PartyCode> parties();

    List<ChannelId> channels();

    List<PartyCode> members(ChannelId channel);

    RecordKeys recordKeys(PartyCode party);

    /// Any version of any party's manifest that its root has signed.
    Optional<Manifest> manifest(Hash hash);

    /// All that a party's posts can open envelopes with.
    List<Identity.Hybrid> identities(PartyCode party);
}
