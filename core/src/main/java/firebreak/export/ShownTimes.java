package firebreak.export;

import firebreak.carriage.DepositReceipt;
import firebreak.charter.Agreement;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.clock.Moment;
import firebreak.clock.Times;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import firebreak.record.Origin;
import firebreak.record.SignedCheckpoint;
import firebreak.witness.WitnessTimes;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The times that an export proves.
final class ShownTimes implements Times {
    private final List<Agreement> agreements;
    private final List<Witnesses> witnesses;
    private final Map<Hash, Integer> versions = new HashMap<>();
    private final SortedMap<Origin, WitnessTimes> times = new TreeMap<>();
    private final List<Instant> until = new ArrayList<>();
    private final Map<Deposited, Map<PartyCode, Instant>> deposits = new HashMap<>();

    private record Deposited(LeafRef leaf, PartyCode addressee) {}

    /// @param agreements all versions, the oldest first
    ShownTimes(Registry registry, List<Agreement> agreements) {
        this.agreements = agreements;
        witnesses = witnesses(registry, agreements);
        for (Agreement agreement : agreements) {
            versions.put(agreement.hash(), versions.size());
        }
    }

    static List<Witnesses> witnesses(Registry registry, List<Agreement> agreements) {
        return agreements.stream()
                .map(agreement -> Witnesses.of(registry, agreement))
                .toList();
    }

    /// Takes in the cosigned checkpoints of one record.
    void read(CosignedCheck check, ExportIndex index, RecordTree tree) throws IOException {
        List<SignedCheckpoint> cosigned = check.of(index, tree);
        times.put(tree.entry().origin(), new WitnessTimes(witnesses, cosigned));
        Witnesses newest = witnesses.getLast();
        check.last(index, tree).flatMap(newest::until).ifPresent(until::add);
        cosigned.forEach(checkpoint -> newest.until(checkpoint).ifPresent(until::add));
    }

    /// Takes in deposit receipts that are right.
    void read(List<DepositReceipt> receipts) {
        for (DepositReceipt receipt : receipts) {
            for (LeafRef leaf : receipt.leaves()) {
                deposits.computeIfAbsent(new Deposited(leaf, receipt.addressee()), _ -> new HashMap<>())
                        .merge(receipt.mailbox(), receipt.at(), (one, other) -> one.isBefore(other) ? one : other);
            }
        }
    }

    /// The latest time of which witnesses say that the export speaks of it.
    Optional<Instant> shown() {
        return until.stream().max(Comparator.naturalOrder());
    }

    @Override
    public Optional<Moment> of(LeafRef leaf, Hash agreement, Instant claimed) {
        int version = versions.getOrDefault(agreement, agreements.size());
        if (version == agreements.size()) {
            return Optional.empty(); // no statement that was found right names an unknown one
        }
        if (agreements.get(version).witnesses().threshold() == 0) {
            return Optional.of(new Moment(claimed, false));
        }
        return Optional.ofNullable(times.get(leaf.origin()))
                .flatMap(record -> record.time(leaf.index(), version))
                .map(at -> new Moment(at, true));
    }

    @Override
    public Optional<Instant> deposited(LeafRef leaf, Hash agreement, PartyCode addressee) {
        Map<PartyCode, Instant> kept = deposits.getOrDefault(new Deposited(leaf, addressee), Map.of());
        return agreements.stream()
                .skip(versions.getOrDefault(agreement, agreements.size()))
                .flatMap(version -> time(version.mailboxes(), kept).stream())
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> time(Neutrals mailboxes, Map<PartyCode, Instant> kept) {
        return mailboxes.threshold() == 0
                ? Optional.empty()
                : mailboxes.parties().stream()
                        .flatMap(mailbox -> Optional.ofNullable(kept.get(mailbox)).stream())
                        .sorted()
                        .skip(mailboxes.threshold() - 1L)
                        .findFirst();
    }
}
