package firebreak.verifier.export;

import firebreak.verifier.clock.Clocks;
import firebreak.verifier.clock.Ledger;
import firebreak.verifier.paper.Agreement;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.tree.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Checks an export in the order of spec/export.md, Checking. It goes on after a fault, so that one look shows them
/// all.
public final class ExportCheck {
    private static final List<String> KINDS =
            List.of("charter/", "manifest/", "revocation/", "agreement/", "form/", "evidence/");

    private final Folder folder;
    private final Optional<Hash> fingerprint;
    private final Findings faults = new Findings();
    private final Findings irregular = new Findings();
    private final Files files;

    private ExportCheck(Folder folder, Optional<Hash> fingerprint) {
        this.folder = folder;
        this.fingerprint = fingerprint;
        this.files = new Files(folder, faults);
    }

    /// @param fingerprint of the charter, or of a back channel its own, as people compared it; without it an export can
    ///     only agree with itself
    public static Result run(Folder folder, Optional<Hash> fingerprint) throws IOException {
        return new ExportCheck(folder, fingerprint).run();
    }

    private Result run() throws IOException {
        Optional<Bytes> content = folder.read(Index.PATH, Index.MOST_BYTES);
        if (content.isEmpty()) {
            faults.add(Index.PATH, "is missing: this is no export, or one that was cut short");
            return unreadable();
        }
        try {
            Index index = Index.read(content.get());
            long listed = index.records().stream().mapToLong(Entry::files).sum();
            if (listed > 2L * folder.size() + Entry.MOST_SPARE) {
                throw new Malformed(Index.PLACE, "lists more leaves than there are files to hold them");
            }
            return check(index);
        } catch (Malformed malformed) {
            faults.add(Index.PATH, malformed.reason());
            return unreadable();
        }
    }

    private Result unreadable() {
        return new Result(Optional.empty(), false, List.of(), List.of(), List.of(), 0, Clocks.NONE, irregular, faults);
    }

    private Result check(Index index) throws IOException {
        presence(index);
        hashes(index);
        Documents documents = new Documents(files, index, faults).read();
        List<Agreement> agreements = documents.papers().agreements(index.channel());
        Scope scope = new Scope(faults, index, agreements);
        if (documents.isIntact()) {
            scope.check(fingerprint);
        }
        List<Result.Proof> forks = new Evidence(files, faults, agreements).proofs(index);
        Map<Origin, HeldRecord> records = new LinkedHashMap<>();
        Testimony testimony = new Testimony(files, faults, documents.papers(), index, agreements);
        for (Entry entry : index.records()) {
            HeldRecord record = new RecordCheck(files, faults, entry).check(agreements);
            records.put(entry.origin(), record);
            testimony.check(record);
        }
        Ledger ledger = new Ledger(agreements, testimony.witnessed());
        PlaceRules rules = new PlaceRules(documents.papers(), index, records);
        Disputes disputes = new Disputes(documents.papers());
        List<Result.Checked> checked = new ArrayList<>();
        for (HeldRecord record : records.values()) {
            Entry entry = record.entry();
            Bodies bodies = new Bodies(files, faults, irregular, documents, rules, disputes, record, ledger);
            for (long leaf = 0; leaf < entry.size(); leaf++) {
                bodies.check(leaf);
            }
            checked.add(new Result.Checked(
                    entry, bodies.right(), bodies.broken(), record.statedAt(), isVerified(record, bodies)));
        }
        return new Result(
                Optional.of(index),
                scope.isEstablished(fingerprint),
                checked,
                forks,
                disputes.all(),
                rules.unchecked(),
                Clocks.of(ledger, testimony.deposits()),
                irregular,
                faults);
    }

    private boolean isVerified(HeldRecord record, Bodies bodies) {
        List<String> blamed = new ArrayList<>();
        record.entry().eachFile(path -> {
            if (faults.within(path)) {
                blamed.add(path);
            }
        });
        return blamed.isEmpty() && record.statedAt().isPresent() && bodies.broken() == 0;
    }

    /// The folder has exactly the files listed, each of a known kind.
    private void presence(Index index) {
        TreeSet<String> listed = new TreeSet<>(index.files().keySet());
        TreeSet<String> strangers = new TreeSet<>(listed);
        strangers.removeIf(path -> KINDS.stream().anyMatch(path::startsWith));
        listed.add(Index.PATH);
        for (Entry record : index.records()) {
            strangers.removeAll(List.of(record.checkpoint(), record.verifierKeys()));
            strangers.removeIf(record::isTestimony);
            record.eachFile(listed::add);
        }
        listed.stream()
                .filter(path -> !folder.has(path))
                .forEach(path -> faults.add(path, "is listed in " + Index.PATH + " and missing"));
        folder.paths().stream()
                .filter(path -> !listed.contains(path))
                .forEach(path -> faults.add(path, "is not listed in " + Index.PATH));
        strangers.forEach(path -> faults.add(path, "is none of the files that an export has"));
    }

    private void hashes(Index index) throws IOException {
        for (Map.Entry<String, Hash> file : index.files().entrySet()) {
            Optional<Bytes> content = files.read(file.getKey(), Index.MOST_BYTES);
            if (content.isPresent() && !Hash.of(content.get()).equals(file.getValue())) {
                faults.add(file.getKey(), "is not the file that " + Index.PATH + " lists: its hash differs");
            }
        }
    }
}
