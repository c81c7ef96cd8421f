package firebreak.verifier.clock;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.said.Deposit;
import firebreak.verifier.said.LeafName;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What mailboxes signed that they kept of the records (spec/mailbox.md, Deposit time).
public final class Deposits {
    private final Map<Key, Map<String, Instant>> kept = new HashMap<>();

    private record Key(LeafName leaf, String addressee) {}

    public void add(Deposit deposit) {
        for (LeafName leaf : deposit.leaves()) {
            kept.computeIfAbsent(new Key(leaf, deposit.addressee()), _ -> new HashMap<>())
                    .merge(deposit.mailbox(), deposit.at(), (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    /// When a leaf was put before a party.
    ///
    /// @param from the version that the leaf names and those after it
    Optional<Instant> time(LeafName leaf, String addressee, List<Agreement> from) {
        Map<String, Instant> mailboxes = kept.getOrDefault(new Key(leaf, addressee), Map.of());
        return from.stream()
                .flatMap(agreement -> agreement.mailboxes().earliest(mailboxes).stream())
                .min(Instant::compareTo);
    }
}
