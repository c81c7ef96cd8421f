package firebreak.sim.world;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Keys;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.Table;
import firebreak.engine.Workshop;
import firebreak.seal.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Opens envelopes for one node, each only once: what waits for something is looked at again and again, which cost
/// most of a world's time. Opening is a pure function of the leaf, the envelope, the documents and the keys; what it
/// gave is remembered for the very same bytes, documents and keys, and for nothing else.
final class OpenedBefore {
    private final Map<Question, Event> answers = new HashMap<>();

    /// All that an answer depends on, the forms apart, which are the same for a whole world.
    private record Question(
            Effect.Open open, Bytes leaf, Bytes envelope, List<Hash> documents, List<Identity.Hybrid> identities) {}

    Event open(Effect.Open open, State state, Lookup stored, List<Identity.Hybrid> identities) {
        String key = Keys.leaf(open.origin(), open.index());
        Question question = new Question(
                open,
                stored.get(Table.LEAF, key).orElseThrow(),
                stored.get(Table.ENVELOPE, key).orElseThrow(),
                state.registry().entries().stream()
                        .map(entry -> entry.document().hash())
                        .toList(),
                identities);
        return answers.computeIfAbsent(question, _ -> Workshop.open(open, state, Papers.FORMS, stored, identities));
    }
}
