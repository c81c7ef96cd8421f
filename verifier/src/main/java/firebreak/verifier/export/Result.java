package firebreak.verifier.export;

import firebreak.verifier.clock.Clocks;
import firebreak.verifier.paper.Names;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.tree.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a check found, as `firebreak record verify` tells it: the same members, the same verdicts.
public final class Result {
    private final Optional<Index> index;
    private final boolean established;
    private final List<Checked> records;
    private final List<Proof> forks;
    private final List<Disputed> disputes;
    private final long unchecked;
    private final Clocks clocks;
    private final Findings irregular;
    private final Findings faults;

    /// @param right leaves whose content is right; `broken` whose content is irregular
    record Checked(Entry entry, long right, long broken, Optional<Instant> statedAt, boolean verified) {
        Json toJson() {
            Json.Obj json = Json.object()
                    .with("path", entry.path())
                    .with("party", entry.party())
                    .with("origin", entry.origin().text())
                    .with("generation", entry.generation())
                    .with("size", entry.size())
                    .with("root", entry.root().hex())
                    .with("full", right)
                    .with("irregular", broken)
                    .with("hashesOnly", hashesOnly())
                    .with("verified", verified);
            return statedAt.isPresent() ? json.with("statedAt", statedAt.get().toString()) : json;
        }

        long hashesOnly() {
            return entry.size() - entry.bodies().count();
        }

        @Override
        public String toString() {
            String standing = broken > 0 ? ", " + broken + " IRREGULAR" : verified ? "" : ", NOT RIGHT";
            return (entry.path().isEmpty() ? "own record" : entry.path()) + ": " + entry.party() + ", " + entry.size()
                    + " leaves, " + right + " in full, " + hashesOnly() + " by hashes only, root "
                    + entry.root().hex().substring(0, 8) + standing;
        }
    }

    /// Evidence of the export that proves a fork.
    record Proof(String path, String party, String origin, String sentence) {
        Json toJson() {
            return Json.object()
                    .with("path", path)
                    .with("party", party)
                    .with("origin", origin)
                    .with("sentence", sentence);
        }
    }

    /// What the owner of a record says of leaves there from `from` on: a label, no fault.
    record Disputed(String party, Origin record, long from, Hash revocation, Instant since, long leaves) {
        Json toJson() {
            return Json.object()
                    .with("party", party)
                    .with("origin", record.text())
                    .with("from", from)
                    .with("revocation", revocation.hex())
                    .with("since", since.toString())
                    .with("leaves", leaves);
        }

        @Override
        public String toString() {
            return "disputed by their owner " + party + " since " + since + ": " + leaves
                    + (leaves == 1 ? " leaf" : " leaves") + " of " + record + " from " + from + " on (revocation "
                    + revocation.hex().substring(0, 8) + ")";
        }
    }

    Result(
            Optional<Index> index,
            boolean established,
            List<Checked> records,
            List<Proof> forks,
            List<Disputed> disputes,
            long unchecked,
            Clocks clocks,
            Findings irregular,
            Findings faults) {
        this.index = index;
        this.established = established;
        this.records = List.copyOf(records);
        this.forks = List.copyOf(forks);
        this.disputes = List.copyOf(disputes);
        this.unchecked = unchecked;
        this.clocks = clocks;
        this.irregular = irregular;
        this.faults = faults;
    }

    /// No fault, and nothing irregular in the exporter's own records.
    public boolean isSound() {
        return faults.count() == 0
                && records.stream().allMatch(record -> record.entry.isMirror() || record.broken == 0);
    }

    /// The result in one clause.
    public String verdict() {
        if (faults.count() > 0) {
            return "not right: " + faults.count() + (faults.count() == 1 ? " fault" : " faults");
        }
        if (!isSound()) {
            return "not right: the exporter's own record holds what breaks the rules";
        }
        String others = irregular.count() == 0 ? "" : "; irregular statements of other members: " + irregular.count();
        return (established
                        ? "verified: every signature and hash is right, under the charter of that fingerprint"
                        : "consistent with itself, origin not established")
                + others;
    }

    /// The whole for a program.
    public Json toJson() {
        Json.Obj json = Json.object()
                .with("sound", isSound())
                .with("originEstablished", established)
                .with("verdict", verdict())
                .with("records", Json.list(records.stream().map(Checked::toJson).toList()))
                .with("forks", Json.list(forks.stream().map(Proof::toJson).toList()))
                .with(
                        "disputes",
                        Json.list(disputes.stream().map(Disputed::toJson).toList()))
                .with("unchecked", unchecked)
                .with("clocks", clocks.toJson())
                .with("irregularCount", irregular.count())
                .with("irregular", findings(irregular))
                .with("faultCount", faults.count())
                .with("faults", findings(faults));
        return index.map(of -> scope(json, of)).orElse(json);
    }

    private static Json findings(Findings findings) {
        return Json.list(
                findings.listed().stream().map(Findings.Finding::toJson).toList());
    }

    private static Json.Obj scope(Json.Obj json, Index of) {
        Json.Obj scoped = json.with("party", of.party())
                .with("channel", of.channel().hex())
                .with("label", of.label())
                .with("mode", of.mode());
        return of.charter()
                .map(charter -> scoped.with("charter", charter.hex()))
                .orElse(scoped);
    }

    /// The whole for people, a line each.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        index.ifPresent(
                of -> lines.add("Record of " + of.party() + " in channel " + of.label() + " (" + of.mode() + ")"));
        records.forEach(record -> lines.add("  " + record));
        forks.forEach(
                fork -> lines.add("  FORKED by " + fork.party + ", proved by " + fork.path + ": " + fork.sentence));
        disputes.forEach(dispute -> lines.add("  " + dispute));
        clocks.lines().forEach(line -> lines.add("  " + line));
        irregular.listed().forEach(finding -> lines.add("  irregular: " + finding));
        if (unchecked > 0) {
            lines.add("  " + unchecked + " statements name leaves that are not in this export: not compared");
        }
        faults.listed().forEach(finding -> lines.add("  fault: " + finding));
        if (faults.count() > faults.listed().size()) {
            lines.add("  and " + (faults.count() - faults.listed().size()) + " faults more");
        }
        lines.add(Character.toUpperCase(verdict().charAt(0)) + verdict().substring(1) + ".");
        return lines.stream().map(Names::shown).toList();
    }
}
