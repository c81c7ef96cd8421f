package firebreak.node.home;

import firebreak.charter.Admission;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.identity.Jws;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the documents of a home amount to, without a node: the registry of those that hold, and why the others do
/// not.
///
/// @param refused files that are no document, break a rule, or contradict another
public record Holdings(Registry registry, List<JoinedCharter> joined, List<Refused> refused) {
    /// A file that did not enter, with the reason for people.
    public record Refused(Path file, String reason) {}

    public Holdings {
        joined = List.copyOf(joined);
        refused = List.copyOf(refused);
    }

    /// Which party this home is, by the first version of each charter.
    public Map<Hash, PartyCode> parties() {
        Map<Hash, PartyCode> parties = new TreeMap<>();
        joined.forEach(charter -> parties.put(charter.fingerprint(), charter.party()));
        return parties;
    }

    /// @param registry what to begin with
    static Holdings of(Registry registry, List<JoinedCharter> joined, List<Documents.Item> items) {
        return new Taking(registry, joined).all(items);
    }

    /// Documents may lie in any order: taken in round by round, until a round brings nothing new.
    private static final class Taking {
        private final List<JoinedCharter> joined;
        private final List<Refused> refused = new ArrayList<>();
        private Registry registry;

        Taking(Registry registry, List<JoinedCharter> joined) {
            this.registry = registry;
            this.joined = joined;
        }

        Holdings all(List<Documents.Item> items) {
            List<Documents.Signed> waiting = new ArrayList<>();
            for (Documents.Item item : items) {
                switch (item) {
                    case Documents.Signed signed -> waiting.add(signed);
                    case Documents.Broken(Path file, String reason) -> refused.add(new Refused(file, reason));
                }
            }
            while (round(waiting)) {
                // until nothing more enters
            }
            for (Documents.Signed signed : waiting) {
                refused.add(new Refused(signed.file(), reason(admission(signed.jws()))));
            }
            return new Holdings(registry, joined, refused);
        }

        private boolean round(List<Documents.Signed> waiting) {
            int before = waiting.size();
            for (Iterator<Documents.Signed> each = waiting.iterator(); each.hasNext(); ) {
                switch (admission(each.next().jws())) {
                    case Admission.Admitted(Registry more, Hash _) -> {
                        registry = more;
                        each.remove();
                    }
                    case Admission.Known _ -> each.remove();
                    case Admission.Refused _, Admission.Conflicting _ -> {}
                }
            }
            return waiting.size() < before;
        }

        private Admission admission(Jws jws) {
            Hash hash = Hash.of(jws.payload());
            boolean compared =
                    joined.stream().anyMatch(charter -> charter.fingerprint().equals(hash));
            return compared ? registry.found(jws, hash) : registry.admit(jws);
        }

        private static String reason(Admission admission) {
            return switch (admission) {
                case Admission.Refused(String reason) -> reason;
                case Admission.Conflicting(Hash kept, Hash _) ->
                    "it contradicts " + kept.brief() + ", which follows the same parent";
                case Admission.Admitted _, Admission.Known _ -> "it came in twice";
            };
        }
    }
}
