package firebreak.drill.script;

import firebreak.charter.PartyCode;
import firebreak.drill.script.Kinds.Treatment;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Where an event goes.
sealed interface Route {
    /// A note on the channel of exactly these parties.
    ///
    /// @param statement addressed to the public or outsiders only
    record Channel(NavigableSet<PartyCode> parties, boolean statement, Treatment.Said said) implements Route {
        public Channel {
            parties = Collections.unmodifiableNavigableSet(new TreeSet<>(parties));
        }
    }

    record Internal(PartyCode party) implements Route {}

    record Act() implements Route {}

    record Silence() implements Route {}
}
