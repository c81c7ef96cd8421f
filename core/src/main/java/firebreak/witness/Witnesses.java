package firebreak.witness;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.Neutrals;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.record.SignedCheckpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The witnesses of a channel and how many of them make a time.
///
/// @param needed k; with 0 all times are claimed
/// @param all n of them, in the agreement's order
public record Witnesses(int needed, List<Witness> all) {
    public Witnesses {
        all = List.copyOf(all);
        if (needed < 0 || needed > all.size()) {
            throw new IllegalArgumentException(needed + " of " + all.size() + " witnesses cannot be needed");
        }
    }

    /// Those that an agreement names, with the keys of their manifests as far as they are known here.
    public static Witnesses of(Registry registry, Agreement agreement) {
        List<Witness> all = agreement.witnesses().parties().stream()
                .map(party -> new Witness(
                        party,
                        charters(registry, agreement).stream()
                                .flatMap(charter -> registry.manifests(charter, party))
                                .sorted((one, other) -> Integer.compare(
                                        other.version().number(), one.version().number()))
                                .map(manifest -> manifest.node().record())
                                .distinct()
                                .toList()))
                .toList();
        return new Witnesses(agreement.witnesses().threshold(), all);
    }

    /// The charters whose parties may be neutrals of a channel, by their first versions: its own, or those of its
    /// members' manifests where it is a back channel.
    public static List<Hash> charters(Registry registry, Agreement agreement) {
        return agreement
                .charter()
                .map(List::of)
                .orElseGet(() -> agreement.members().stream()
                        .map(Member::manifest)
                        .flatMap(manifest -> registry.manifest(manifest).stream())
                        .map(manifest -> manifest.charter())
                        .distinct()
                        .toList());
    }

    public Optional<Witness> of(PartyCode party) {
        return all.stream().filter(witness -> witness.party().equals(party)).findFirst();
    }

    /// How many of them may lie or be away: [Neutrals#liars].
    public int liars() {
        return Neutrals.liars(needed, all.size());
    }

    /// When a leaf was there at the latest: over the checkpoints that hold it, and over sets of k witnesses that
    /// cosigned
    /// one, the least of the greatest time in a set (DESIGN 5, Time).
    ///
    /// @param holding checkpoints of the leaf's record that are larger than its index
    /// @return absent where no checkpoint has the lines of k witnesses, and always where none is needed
    public Optional<Instant> time(Collection<SignedCheckpoint> holding) {
        return holding.stream().flatMap(checkpoint -> time(checkpoint).stream()).min(Comparator.naturalOrder());
    }

    /// When k of them had signed one checkpoint.
    public Optional<Instant> time(SignedCheckpoint checkpoint) {
        return time(signed(checkpoint));
    }

    /// Until when k of them say a checkpoint was still the newest they knew: of the k latest times the earliest, so
    /// that
    /// no liar among fewer than k moves it ahead of what honest witnesses said.
    public Optional<Instant> until(SignedCheckpoint checkpoint) {
        List<Instant> times = signed(checkpoint).values().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
        return needed == 0 || times.size() < needed ? Optional.empty() : Optional.of(times.get(needed - 1));
    }

    private Map<PartyCode, Instant> signed(SignedCheckpoint checkpoint) {
        Map<PartyCode, Instant> signed = new HashMap<>();
        all.forEach(witness -> witness.time(checkpoint).ifPresent(at -> signed.put(witness.party(), at)));
        return signed;
    }

    /// When k of them had signed.
    ///
    /// @param signed when each signed; who is none of them counts for nothing
    Optional<Instant> time(Map<PartyCode, Instant> signed) {
        List<Instant> times = all.stream()
                .flatMap(witness -> Optional.ofNullable(signed.get(witness.party())).stream())
                .sorted()
                .toList();
        return needed == 0 || times.size() < needed ? Optional.empty() : Optional.of(times.get(needed - 1));
    }
}
