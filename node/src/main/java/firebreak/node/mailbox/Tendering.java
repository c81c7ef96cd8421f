package firebreak.node.mailbox;

import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.clock.Audience;
import firebreak.clock.Moment;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.node.witness.Cosigning;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.projection.NoteRow;
import firebreak.projection.Rung;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// When a note was put before each party it is addressed to, as far as this node can prove it: what a check of its
/// export
/// will say (`spec/export.md`, Clocks), for the agreement in force.
public final class Tendering {
    private final Cosigning cosigning;
    private final Depositing depositing;

    public Tendering(Cosigning cosigning, Depositing depositing) {
        this.cosigning = cosigning;
        this.depositing = depositing;
    }

    /// @return without those parties for whom it is not proved; as claimed where no witness is needed
    public SortedMap<PartyCode, Moment> of(State state, Channel channel, NoteRow row) {
        Agreement agreement = state.agreement(channel);
        SortedMap<PartyCode, Moment> tendered = new TreeMap<>();
        Optional<Moment> there =
                moment(channel, agreement, row.leaf(), row.note().at());
        List<PartyCode> authors =
                row.note().authors().stream().map(Author::party).toList();
        for (PartyCode to : Audience.of(List.of(agreement)).addressed(row.note().content(), authors)) {
            there.flatMap(moment -> put(channel, agreement, row, to).map(moment::and))
                    .ifPresent(moment -> tendered.put(to, moment));
        }
        return tendered;
    }

    private Optional<Moment> moment(Channel channel, Agreement agreement, LeafRef leaf, Instant claimed) {
        return agreement.witnesses().threshold() == 0
                ? Optional.of(new Moment(claimed, false))
                : cosigning.time(channel, leaf).map(at -> new Moment(at, true));
    }

    private Optional<Moment> put(Channel channel, Agreement agreement, NoteRow row, PartyCode to) {
        Optional<Moment> receipted = row.ladder().at(Rung.DELIVERED).stream()
                .filter(mark -> mark.party().equals(to))
                .flatMap(mark -> moment(channel, agreement, mark.by(), mark.at()).stream())
                .min(Moment.ORDER);
        Optional<Moment> deposited = depositing.time(row.leaf(), agreement, to).map(at -> new Moment(at, true));
        return Moment.earlier(receipted, deposited);
    }
}
