package firebreak.engine;

import firebreak.charter.PartyCode;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// A round of asking the other members which of this node's records they hold. Forgotten over a restart.
///
/// @param left members that have yet to answer
/// @param answered whether any has answered
/// @param missed whether any could not be asked
/// @param begun when they were asked
record Asking(Set<PartyCode> left, boolean answered, boolean missed, Instant begun) {
    static final Asking NOBODY = new Asking(Set.of(), false, false, Instant.EPOCH);

    Asking {
        left = Collections.unmodifiableSet(new TreeSet<>(left));
    }

    static Asking all(Set<PartyCode> members, Instant now) {
        return new Asking(members, false, false, now);
    }

    Asking answered(PartyCode member) {
        return new Asking(without(member), true, missed, begun);
    }

    Asking missed(PartyCode member) {
        return new Asking(without(member), answered, true, begun);
    }

    private Set<PartyCode> without(PartyCode member) {
        Set<PartyCode> fewer = new TreeSet<>(left);
        fewer.remove(member);
        return fewer;
    }

    boolean over() {
        return left.isEmpty();
    }
}
