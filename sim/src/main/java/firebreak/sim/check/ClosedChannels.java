package firebreak.sim.check;

import firebreak.carriage.Parcel;
import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Nobody outside a channel opens its envelopes: each new envelope that leaves an honest node is tried with every
/// key of every party that is not a member. Trying costs time, so only one envelope in some is tried.
final class ClosedChannels implements Checker {
    private static final int ONE_IN = 4;

    private final Truth truth;
    private final Set<Hash> seen = new HashSet<>();

    ClosedChannels(Truth truth) {
        this.truth = truth;
    }

    @Override
    public void see(Fact fact) {
        if (fact instanceof Fact.Left(PartyCode node, Parcel parcel)
                && seen.add(parcel.leaf().envelope())
                && seen.size() % ONE_IN == 1) {
            outsiders(parcel.channel()).forEach(outsider -> check(node, parcel, outsider));
        }
    }

    private List<PartyCode> outsiders(ChannelId channel) {
        List<PartyCode> members = truth.members(channel);
        return truth.parties().stream()
                .filter(party -> !members.contains(party))
                .toList();
    }

    private void check(PartyCode node, Parcel parcel, PartyCode outsider) {
        List<Identity.Hybrid> keys = truth.identities(outsider);
        try {
            if (Envelope.open(parcel.envelope(), keys) instanceof Unsealed.Opened<Envelope.Content>) {
                throw new Violation(
                        Invariant.CHANNELS_ARE_CLOSED,
                        outsider + " can open an envelope that " + node + " sent in a channel it is not in");
            }
        } catch (FormatException malformed) {
            throw new Violation(
                    Invariant.CHANNELS_ARE_CLOSED, node + " sent an envelope that is none: " + malformed.getMessage());
        }
    }
}
