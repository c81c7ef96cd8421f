package firebreak.verifier.clock;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.said.LeafName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A note in force, as far as clocks ask about it.
///
/// @param leaves where it stands, in ascending order; more than one for a joint note
/// @param from its authors, and `to` the parties it is addressed to
/// @param terms the agreement version that it names and those after it
/// @param recorded when the last of its leaves stood in its record; nothing where that is not known
/// @param asks whether it waits for an answer
/// @param holding whether its form is the one that answers and ends no wait
/// @param answerBy by when it wants an answer, or itself promises one
record Sent(
        SortedSet<LeafName> leaves,
        String reference,
        List<String> from,
        List<String> to,
        List<Agreement> terms,
        Optional<Moment> recorded,
        boolean asks,
        Optional<LeafName> answers,
        boolean holding,
        Optional<Instant> answerBy) {
    LeafName first() {
        return leaves.first();
    }

    /// The same joint note, with where else it stands.
    Sent with(Sent other) {
        return new Sent(
                new TreeSet<>(
                        Stream.concat(leaves.stream(), other.leaves.stream()).toList()),
                reference,
                from,
                to,
                terms,
                recorded.flatMap(one -> other.recorded.map(one::and)),
                asks,
                answers,
                holding,
                answerBy);
    }
}
