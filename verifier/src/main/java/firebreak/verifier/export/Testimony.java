package firebreak.verifier.export;

import firebreak.verifier.clock.Deposits;
import firebreak.verifier.clock.Witnessed;
import firebreak.verifier.paper.Agreement;
import firebreak.verifier.paper.Papers;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Checkpoint;
import firebreak.verifier.tree.Cosigned;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Checks what neutrals signed of the records (spec/export.md, Checking, 8 and 9), and keeps what is right of it.
final class Testimony {
    private final Files files;
    private final Findings faults;
    private final Index index;
    private final List<Agreement> agreements;
    private final Map<String, List<RecordKeys>> witnesses = new HashMap<>();
    private final DepositRules rules;
    private final Witnessed witnessed = new Witnessed();
    private final Deposits deposits = new Deposits();

    /// @param agreements empty where documents are damaged, so that nobody can say whose word counts
    Testimony(Files files, Findings faults, Papers papers, Index index, List<Agreement> agreements) {
        this.files = files;
        this.faults = faults;
        this.index = index;
        this.agreements = agreements;
        Set<Hash> charters = papers.charters(agreements);
        for (Agreement agreement : agreements) {
            agreement
                    .witnesses()
                    .parties()
                    .forEach(party -> witnesses.computeIfAbsent(party, code -> papers.recordKeys(charters, code)));
        }
        this.rules = new DepositRules(papers, index.mode(), agreements);
    }

    Witnessed witnessed() {
        return witnessed;
    }

    Deposits deposits() {
        return deposits;
    }

    void check(HeldRecord record) throws IOException {
        if (agreements.isEmpty()) {
            return;
        }
        Entry entry = record.entry();
        for (String path : index.under(entry.witnessed())) {
            if (entry.isTestimony(path)) {
                checkpoint(record, path);
            }
        }
        for (String path : index.under(entry.deposits())) {
            if (entry.isTestimony(path)) {
                deposit(record, path);
            }
        }
    }

    private void checkpoint(HeldRecord record, String path) throws IOException {
        Optional<Bytes> content = files.read(path, Checkpoint.MOST_BYTES);
        if (content.isEmpty() || faults.has(path)) {
            return;
        }
        try {
            Checkpoint checkpoint = Checkpoint.read("checkpoint", content.get());
            Entry entry = record.entry();
            OptionalLong named = entry.witnessedSize(path);
            if (!record.had(checkpoint) || checkpoint.size() != named.orElse(checkpoint.size())) {
                faults.add(path, "is not the checkpoint of this record that belongs under this name");
                return;
            }
            Optional<RecordKeys> keys = CheckpointCheck.signing(checkpoint, agreements, entry.party());
            if (keys.isEmpty()) {
                faults.add(path, "is not signed with both record keys of " + entry.party());
                return;
            }
            Optional<Cosigned> cosigned = Cosigned.read(checkpoint, keys.get(), witnesses);
            if (cosigned.isEmpty()) {
                faults.add(path, "bears a line that is not one of a valid pair of a witness");
            } else if (named.isPresent()) {
                witnessed.first(entry.origin(), checkpoint.size(), cosigned.get());
            } else {
                witnessed.last(cosigned.get());
            }
        } catch (Malformed malformed) {
            faults.add(path, malformed.reason());
        }
    }

    private void deposit(HeldRecord record, String path) throws IOException {
        Optional<Bytes> content = files.read(path, DepositRules.MOST_BYTES);
        if (content.isEmpty() || faults.has(path)) {
            return;
        }
        if (!path.equals(record.entry().deposits() + Hash.of(content.get()) + ".json")) {
            faults.add(path, "is not the deposit receipt of this hash");
            return;
        }
        try {
            rules.read(record, content.get())
                    .ifPresentOrElse(
                            deposits::add,
                            () -> faults.add(
                                    path, "is not a receipt of a mailbox of this channel for leaves of this record"));
        } catch (Malformed malformed) {
            faults.add(path, malformed.reason());
        }
    }
}
