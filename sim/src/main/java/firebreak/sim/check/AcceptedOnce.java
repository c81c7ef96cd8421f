package firebreak.sim.check;

import firebreak.charter.PartyCode;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.note.Said;
import firebreak.record.Origin;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Nothing is accepted twice: the projections are told of each leaf once, and one record says 'delivered' once of
/// each leaf. A node turned back is told again what it lost.
final class AcceptedOnce implements Checker {
    private final Map<PartyCode, Set<LeafRef>> told = new TreeMap<>();
    private final Map<PartyCode, Set<Delivered>> delivered = new TreeMap<>();

    private record Delivered(Origin by, LeafRef of) {}

    @Override
    public void see(Fact fact) {
        switch (fact) {
            case Fact.Accepted(PartyCode node, Said said) -> accepted(node, said);
            case Fact.TurnedBack(PartyCode node, var _) -> {
                told.remove(node);
                delivered.remove(node);
            }
            case Fact.Wrote _, Fact.Left _, Fact.Promised _, Fact.Restarted _, Fact.Broke _, Fact.Ended _ -> {}
        }
    }

    private void accepted(PartyCode node, Said said) {
        if (!told.computeIfAbsent(node, _ -> new HashSet<>()).add(said.at())) {
            throw new Violation(
                    Invariant.NOTHING_IS_ACCEPTED_TWICE,
                    node + " took up leaf " + said.at().index() + " of "
                            + said.at().origin() + " twice");
        }
        boolean own = said.statement().authors().stream()
                .anyMatch(author -> author.party().equals(node));
        if (own
                && said.statement() instanceof Receipt receipt
                && receipt.kind() == Receipt.Kind.DELIVERED
                && !delivered
                        .computeIfAbsent(node, _ -> new HashSet<>())
                        .add(new Delivered(said.at().origin(), receipt.of()))) {
            throw new Violation(
                    Invariant.NOTHING_IS_ACCEPTED_TWICE,
                    node + " receipted leaf " + receipt.of().index() + " of "
                            + receipt.of().origin() + " twice");
        }
    }
}
