package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.clock.Audience;
import firebreak.clock.Clocks;
import firebreak.clock.Wait;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.note.Forms;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a check of an export found.
///
/// @param scope what the export is of; absent where its index cannot be read
/// @param originEstablished whether it rests on the fingerprint that was given; without one it can only agree
///     with itself
/// @param forks what the evidence in it proves
/// @param disputes what owners say of leaves of their own: labels, no faults
/// @param audience whom notes of the channel may be addressed to
/// @param unchecked statements about leaves that are not in this export, so that nobody can compare them here
/// @param clocks what is tendered, answered and overdue by the times that it proves
/// @param irregular what the owner of a record signed there and breaks a rule: it is not in force. In another member's
///     record it is no fault of the export; at most the first thousand are here
/// @param faultCount all faults; at most the first thousand are in `faults`
public record Verification(
        Optional<Scope> scope,
        boolean originEstablished,
        List<CheckedRecord> records,
        List<Fork> forks,
        List<Disputed> disputes,
        Forms forms,
        Audience audience,
        long unchecked,
        Clocked clocks,
        List<ExportFault> irregular,
        long irregularCount,
        List<ExportFault> faults,
        long faultCount) {
    /// Whose record of which channel.
    ///
    /// @param charter the first version of the charter; absent for a back channel
    public record Scope(PartyCode party, ChannelId channel, String label, Mode mode, Optional<Hash> charter) {}

    /// A member signed two things that cannot both be true. That is no fault of the export, which proves it.
    ///
    /// @param path of the evidence
    /// @param sentence what was signed, for people
    public record Fork(String path, PartyCode party, Origin origin, String sentence) {
        public Json toJson() {
            return Json.object()
                    .with("path", path)
                    .with("party", party.value())
                    .with("origin", origin.text())
                    .with("sentence", sentence)
                    .build();
        }
    }

    /// The clocks as this export proves them.
    ///
    /// @param shown until when witnesses show the records; a deadline before it is past
    public record Clocked(Clocks.Tenders tenders, List<Wait> waits, Optional<Instant> shown) {
        static final Clocked NOTHING = new Clocked(new Clocks.Tenders(0, 0, 0), List.of(), Optional.empty());

        public Clocked {
            waits = List.copyOf(waits);
        }

        Json toJson() {
            return Json.object()
                    .with("shown", shown.orElse(null))
                    .with("tenders", tenders.toJson())
                    .with("waits", Json.list(waits, Wait::toJson))
                    .build();
        }
    }

    /// The owner of a record disputes leaves of it, because the keys that signed them were in wrong hands, as it
    /// says. They keep every effect.
    ///
    /// @param from the last good size that it states: the index of the first leaf in question
    /// @param since when it said so in its record, as claimed
    /// @param leaves how many leaves that are right the revoked keys signed from there on
    public record Disputed(PartyCode party, Origin origin, long from, Hash revocation, Instant since, long leaves) {
        /// For people.
        public String sentence() {
            return "disputed by their owner " + party + " since " + Times.format(since) + ": " + leaves
                    + (leaves == 1 ? " leaf" : " leaves") + " of " + origin.text() + " from " + from
                    + " on (revocation " + revocation.brief() + ")";
        }

        public Json toJson() {
            return Json.object()
                    .with("party", party.value())
                    .with("origin", origin.text())
                    .with("from", from)
                    .with("revocation", revocation)
                    .with("since", since)
                    .with("leaves", leaves)
                    .build();
        }
    }

    /// One record of the export.
    ///
    /// @param full leaves whose signed object is there and right in every way
    /// @param irregular leaves whose signed object is there and breaks a rule
    /// @param hashesOnly leaves whose body is not there: their place is proved, their content is not shown
    /// @param statedAt when the owner says it signed the checkpoint; absent where it is not validly signed
    public record CheckedRecord(
            String path,
            PartyCode party,
            Origin origin,
            int generation,
            long size,
            Hash root,
            long full,
            long irregular,
            long hashesOnly,
            Optional<Instant> statedAt,
            boolean verified) {
        /// Whether it is the exporter's copy of another member's record.
        public boolean mirrored() {
            return path.startsWith(RecordPath.MIRROR);
        }

        public Json toJson() {
            return Json.object()
                    .with("path", path)
                    .with("party", party.value())
                    .with("origin", origin.text())
                    .with("generation", generation)
                    .with("size", size)
                    .with("root", root)
                    .with("full", full)
                    .with("irregular", irregular)
                    .with("hashesOnly", hashesOnly)
                    .with("statedAt", statedAt.orElse(null))
                    .with("verified", verified)
                    .build();
        }
    }

    public Verification {
        records = List.copyOf(records);
        forks = List.copyOf(forks);
        disputes = List.copyOf(disputes);
        irregular = List.copyOf(irregular);
        faults = List.copyOf(faults);
    }

    /// No fault anywhere, and nothing irregular in the exporter's own records.
    public boolean sound() {
        return faultCount == 0 && records.stream().allMatch(record -> record.mirrored() || record.irregular() == 0);
    }

    /// The exporter's own newest record.
    public Optional<CheckedRecord> own() {
        return records.stream().filter(record -> record.path().isEmpty()).findFirst();
    }

    /// The result in one clause.
    public String verdict() {
        if (faultCount > 0) {
            return "not right: " + faultCount + (faultCount == 1 ? " fault" : " faults");
        }
        if (!sound()) {
            return "not right: the exporter's own record holds what breaks the rules";
        }
        String others = irregularCount == 0 ? "" : "; irregular statements of other members: " + irregularCount;
        return (originEstablished
                        ? "verified: every signature and hash is right, under the charter of that fingerprint"
                        : "consistent with itself, origin not established")
                + others;
    }

    public Json toJson() {
        Json.Builder json = Json.object().with("sound", sound()).with("originEstablished", originEstablished);
        scope.ifPresent(of -> json.with("party", of.party().value())
                .with("channel", of.channel().toJson())
                .with("label", of.label())
                .with("mode", of.mode().toJson())
                .with("charter", of.charter().orElse(null)));
        return json.with("verdict", verdict())
                .with("records", Json.list(records, CheckedRecord::toJson))
                .with("forks", Json.list(forks, Fork::toJson))
                .with("disputes", Json.list(disputes, Disputed::toJson))
                .with("unchecked", unchecked)
                .with("clocks", clocks.toJson())
                .with("irregularCount", irregularCount)
                .with("irregular", Json.list(irregular, ExportFault::toJson))
                .with("faultCount", faultCount)
                .with("faults", Json.list(faults, ExportFault::toJson))
                .build();
    }
}
