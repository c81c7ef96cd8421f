package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.text.Hash;
import java.util.List;
import java.util.Optional;

/// Checks what the index says against the channel's agreement (spec/export.md, Checking, 1 and 11).
record Scope(Findings faults, Index index, List<Agreement> agreements) {
    /// What the index says of the channel and its records follows from the agreement.
    void check(Optional<Hash> fingerprint) {
        if (agreements.isEmpty()) {
            faults.add(Index.PATH, "names a channel whose agreement is not there");
            return;
        }
        Agreement newest = agreements.getLast();
        boolean fits = newest.mode().equals(index.mode())
                && newest.charter().equals(index.charter())
                && newest.member(index.party()).isPresent()
                && agreements.stream().anyMatch(agreement -> agreement.label().equals(index.label()));
        if (!fits) {
            faults.add(Index.PATH, "says another mode, charter, label or party than the channel's agreement");
        }
        if (fingerprint.isPresent() && !isEstablished(fingerprint)) {
            faults.add(
                    index.charter().isPresent() ? "charter/0001.json" : "agreement/0001.json",
                    "has another fingerprint than the one given: this is another line");
        }
        index.records().forEach(this::place);
    }

    /// Whether the export rests on the fingerprint that was given.
    boolean isEstablished(Optional<Hash> fingerprint) {
        return fingerprint.equals(Optional.of(index.fingerprint()));
    }

    /// A record lies where its party and generation belong, and its generation is shown or agreed.
    private void place(Entry record) {
        boolean newest = index.records().stream()
                .noneMatch(other -> other.party().equals(record.party()) && other.generation() > record.generation());
        String base = record.party().equals(index.party()) ? "" : "mirror/" + record.party() + "/";
        String path = newest ? base : base + "earlier/" + record.generation() + "/";
        boolean agreed = record.generation() == 0
                && agreements.stream()
                        .flatMap(agreement -> agreement.member(record.party()).stream())
                        .anyMatch(member -> member.origin().equals(record.origin()));
        if (!path.equals(record.path())) {
            faults.add(Index.PATH, "lists a record of " + record.party() + " at another path than its own");
        }
        if (!agreed && !record.bodies().contains(0)) {
            faults.add(Index.PATH, "lists a generation of a record of " + record.party() + " not shown here");
        }
    }
}
