package firebreak.export;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.clock.Audience;
import firebreak.clock.Clocks;
import firebreak.clock.Testimony;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.note.Form;
import firebreak.note.Forms;
import firebreak.record.Origin;
import firebreak.record.Tiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Checks an export from its files alone: every hash, every signature, every rule of place. Any byte changed, any
/// file missing or added is found and located. It goes on after a fault, so that one look shows all damage; only where
/// a charter document or form is damaged, what rests on it is checked by hashes alone.
public final class ExportCheck {
    private static final int PROGRESS_EVERY = 64;

    private final FileSource folder;
    private final FileSource files;
    private final Optional<Hash> fingerprint;
    private final Progress progress;
    private final Listener listener;
    private final Testimony testimony = new Testimony();
    private final Faults faults = new Faults();
    private final Faults irregular = new Faults();

    private ExportCheck(FileSource files, Optional<Hash> fingerprint, Progress progress, Listener listener) {
        this.folder = files;
        this.files = new ListedFiles(files, faults);
        this.fingerprint = fingerprint;
        this.progress = progress;
        this.listener = (channel, leaf, statement) -> {
            testimony.said(channel, leaf, statement);
            listener.said(channel, leaf, statement);
        };
    }

    /// @param fingerprint of the charter, as people compared it (of the first agreement for a back channel);
    ///     without it an export can only agree with itself
    /// @throws IOException when the files cannot be read; what is wrong *in* them is in the result
    public static Verification run(FileSource files, Optional<Hash> fingerprint, Progress progress, Listener listener)
            throws IOException {
        return new ExportCheck(files, fingerprint, progress, listener).run();
    }

    private Verification run() throws IOException {
        Optional<Bytes> content = folder.read(RecordPath.INDEX, ExportIndex.MAX_BYTES);
        if (content.isEmpty()) {
            faults.add(RecordPath.INDEX, "is missing: this is no export, or one that was cut short");
            return unreadable();
        }
        try {
            return check(ExportIndex.parse(content.get()));
        } catch (FormatException malformed) {
            faults.add(RecordPath.INDEX, malformed.reason());
            return unreadable();
        }
    }

    private Verification unreadable() {
        return new Verification(
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                List.of(),
                Forms.of(List.of()),
                Audience.NOBODY,
                0,
                Verification.Clocked.NOTHING,
                irregular.listed(),
                irregular.count(),
                faults.listed(),
                faults.count());
    }

    private Verification check(ExportIndex index) throws IOException {
        if (!plausible(index)) {
            faults.add(RecordPath.INDEX, "lists more leaves than there are files to hold them");
            return unreadable();
        }
        presence(index);
        hashes(index);
        DocumentsCheck documents = new DocumentsCheck(files, index, faults);
        Forms forms = documents.forms(); // first: where one is damaged, no document is judged by it
        Registry registry = documents.registry();
        List<Agreement> agreements = new DocumentFiles(registry, index.channel()).agreements();
        Optional<CheckpointKeys> keys = Optional.empty();
        if (documents.intact()) {
            scope(index, agreements);
            keys = Optional.of(new CheckpointKeys(agreements));
        }
        List<Verification.Fork> forks = keys.isPresent()
                ? new ForksCheck(files, index, faults).forks(members(agreements), keys.get())
                : List.of();
        SortedMap<Origin, RecordTree> trees = trees(index, keys);
        PlaceRules rules = new PlaceRules(registry, index, trees);
        Optional<ShownTimes> times = keys.isPresent() && !agreements.isEmpty()
                ? Optional.of(times(index, registry, agreements, keys.get(), trees))
                : Optional.empty();
        Disputes disputes = new Disputes(registry);
        List<Verification.CheckedRecord> records = bodies(index, registry, forms, trees, rules, disputes);
        return new Verification(
                Optional.of(new Verification.Scope(
                        index.party(), index.channel(), index.label(), index.mode(), index.charter())),
                established(index),
                records,
                forks,
                disputes.all(),
                forms,
                Audience.of(agreements),
                rules.unchecked(),
                times.map(shown -> clocks(shown, agreements, forms)).orElse(Verification.Clocked.NOTHING),
                irregular.listed(),
                irregular.count(),
                faults.listed(),
                faults.count());
    }

    private ShownTimes times(
            ExportIndex index,
            Registry registry,
            List<Agreement> agreements,
            CheckpointKeys keys,
            SortedMap<Origin, RecordTree> trees)
            throws IOException {
        ShownTimes times = new ShownTimes(registry, agreements);
        CosignedCheck cosigned = new CosignedCheck(files, faults, keys, ShownTimes.witnesses(registry, agreements));
        DepositCheck deposits = new DepositCheck(files, faults, index, registry, agreements);
        for (RecordTree tree : trees.values()) {
            times.read(cosigned, index, tree);
            times.read(deposits.of(tree));
        }
        return times;
    }

    private Verification.Clocked clocks(ShownTimes times, List<Agreement> agreements, Forms forms) {
        Clocks clocks = new Clocks(testimony, Audience.of(agreements), times);
        Predicate<Hash> asks = form -> forms.form(form).filter(Form::asks).isPresent();
        return new Verification.Clocked(clocks.tenders(), clocks.waits(asks, times.shown()), times.shown());
    }

    private static SortedSet<PartyCode> members(List<Agreement> agreements) {
        return agreements.stream()
                .flatMap(agreement -> agreement.members().stream())
                .map(Member::party)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Before anything is made as large as the index says.
    private boolean plausible(ExportIndex index) throws IOException {
        long found = files.paths().size();
        long bundles = 0;
        long contents = 0;
        for (RecordEntry record : index.records()) {
            bundles += record.size() / Tiles.WIDTH;
            contents += record.bodies().count() + record.envelopes().count();
            if (bundles > found || contents > 2 * found + 2) {
                return false;
            }
        }
        return true;
    }

    private void presence(ExportIndex index) throws IOException {
        SortedSet<String> listed = index.paths();
        SortedSet<String> found = files.paths();
        SortedSet<String> missing = new TreeSet<>(listed);
        missing.removeAll(found);
        missing.forEach(path -> faults.add(path, "is listed in " + RecordPath.INDEX + " and missing"));
        SortedSet<String> added = new TreeSet<>(found);
        added.removeAll(listed);
        added.forEach(path -> faults.add(path, "is not listed in " + RecordPath.INDEX));
        index.strangers().forEach(path -> faults.add(path, "is none of the files that an export has"));
    }

    private void hashes(ExportIndex index) throws IOException {
        for (Map.Entry<String, Hash> file : index.files().entrySet()) {
            Optional<Bytes> content = files.read(file.getKey(), ExportIndex.MAX_BYTES);
            if (content.isPresent() && !Hash.of(content.get()).equals(file.getValue())) {
                faults.add(file.getKey(), "is not the file that " + RecordPath.INDEX + " lists: its hash differs");
            }
        }
    }

    /// What the index says of the channel follows from its agreement and records.
    private void scope(ExportIndex index, List<Agreement> agreements) {
        if (agreements.isEmpty()) {
            faults.add(RecordPath.INDEX, "names a channel whose agreement is not there");
            return;
        }
        Agreement newest = agreements.getLast();
        boolean fits = newest.mode() == index.mode()
                && newest.charter().equals(index.charter())
                && agreements.stream().anyMatch(agreement -> agreement.label().equals(index.label()))
                && newest.members().stream().anyMatch(member -> member.party().equals(index.party()));
        if (!fits) {
            faults.add(RecordPath.INDEX, "says another mode, charter, label or party than the channel's agreement");
        }
        if (fingerprint.isPresent() && !established(index)) {
            boolean back = index.charter().isEmpty();
            faults.add(
                    back ? RecordPath.AGREEMENTS + "0001.json" : RecordPath.CHARTERS + "0001.json",
                    "has another fingerprint than the one given: this is another line");
        }
        paths(index);
        generations(index, agreements);
    }

    private boolean established(ExportIndex index) {
        Hash root = index.charter().orElse(index.channel().hash());
        return fingerprint.filter(root::equals).isPresent();
    }

    /// Each record lies where its party and generation belong.
    private void paths(ExportIndex index) {
        for (RecordEntry record : index.records()) {
            boolean newest = index.records().stream()
                    .noneMatch(
                            other -> other.party().equals(record.party()) && other.generation() > record.generation());
            RecordPath expected =
                    RecordPath.of(record.party().equals(index.party()), record.party(), newest, record.generation());
            if (!expected.equals(record.path())) {
                faults.add(RecordPath.INDEX, "lists a record of " + record.party() + " at another path than its own");
            }
        }
    }

    /// The generation of a record whose first leaf is not shown follows from the agreement, of the first record alone.
    private void generations(ExportIndex index, List<Agreement> agreements) {
        for (RecordEntry record : index.records()) {
            boolean agreed = record.generation() == 0
                    && agreements.stream()
                            .flatMap(agreement -> agreement.member(record.party()).stream())
                            .anyMatch(member -> member.origin().equals(record.origin()));
            if (!record.bodies().contains(0) && !agreed) {
                faults.add(RecordPath.INDEX, "lists a generation of a record of " + record.party() + " not shown here");
            }
        }
    }

    private SortedMap<Origin, RecordTree> trees(ExportIndex index, Optional<CheckpointKeys> keys) throws IOException {
        SortedMap<Origin, RecordTree> trees = new TreeMap<>();
        for (RecordEntry record : index.records()) {
            trees.put(record.origin(), new TreeCheck(files, faults, record).check(keys));
        }
        return trees;
    }

    private List<Verification.CheckedRecord> bodies(
            ExportIndex index,
            Registry registry,
            Forms forms,
            SortedMap<Origin, RecordTree> trees,
            PlaceRules rules,
            Disputes disputes)
            throws IOException {
        long total = index.records().stream().mapToLong(RecordEntry::size).sum();
        long done = 0;
        List<Verification.CheckedRecord> records = new ArrayList<>();
        for (RecordEntry record : index.records()) {
            RecordTree tree = Objects.requireNonNull(trees.get(record.origin()));
            BodiesCheck bodies = new BodiesCheck(files, faults, irregular, registry, forms, rules, disputes, tree);
            for (long leaf = 0; leaf < record.size(); leaf++) {
                bodies.leaf(leaf, index.channel(), listener);
                if (++done % PROGRESS_EVERY == 0) {
                    progress.at(done, total);
                }
            }
            records.add(checked(record, tree, bodies));
        }
        progress.at(total, total);
        return records;
    }

    private Verification.CheckedRecord checked(RecordEntry record, RecordTree tree, BodiesCheck bodies) {
        boolean faultless = record.files().stream().noneMatch(faults::within);
        return new Verification.CheckedRecord(
                record.path().prefix(),
                record.party(),
                record.origin(),
                record.generation(),
                record.size(),
                record.root(),
                bodies.full(),
                bodies.broken(),
                record.size() - record.bodies().count(),
                tree.statedAt(),
                faultless && tree.statedAt().isPresent() && bodies.broken() == 0);
    }
}
