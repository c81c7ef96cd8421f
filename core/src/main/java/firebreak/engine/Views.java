package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.note.View;

/// What a node holds of the other members' records of a channel, each up to the first gap.
public final class Views {
    private Views() {}

    public static View of(State state, Channel channel) {
        PartyCode self = state.self(channel);
        return new View(channel.peers().values().stream()
                .filter(peer -> !peer.party().equals(self))
                .map(peer -> new View.Seen(
                        peer.party(),
                        peer.origin(),
                        peer.prefix().size(),
                        peer.prefix().root()))
                .toList());
    }
}
