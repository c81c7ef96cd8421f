package firebreak.export;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.clock.Audience;
import firebreak.clock.Testimony;
import firebreak.encoding.Hash;
import firebreak.note.Content;
import firebreak.note.Form;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import firebreak.record.Origin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Checks exports one after the other and then counts what their statements say together: usually one export for
/// each party and channel. Holds of each note and receipt what counting needs, not the exports.
public final class Summarizing {
    private final Optional<Hash> fingerprint;
    private final Testimony testimony = new Testimony();
    private final Map<Hash, Form> forms = new TreeMap<>();
    private final List<Summary.RecordLine> records = new ArrayList<>();
    private final Map<ChannelId, Audience> audiences = new TreeMap<>();

    /// @param fingerprint of the charter that every export must rest on
    public Summarizing(Optional<Hash> fingerprint) {
        this.fingerprint = fingerprint;
    }

    /// Checks one export and takes its statements in.
    public Verification add(FileSource export, Progress progress) throws IOException {
        Verification verification = ExportCheck.run(export, fingerprint, progress, testimony::said);
        verification.forms().all().forEach(form -> forms.put(form.hash(), form));
        verification.scope().ifPresent(scope -> {
            audiences.put(scope.channel(), verification.audience());
            verification
                    .own()
                    .ifPresent(own -> records.add(new Summary.RecordLine(
                            own.party(), scope.label(), own.size(), own.root(), verification.sound())));
        });
        return verification;
    }

    /// Counts what has been taken in.
    public Summary summary() {
        List<Testimony.Heard> notes = testimony.notes();
        Map<LeafRef, List<Testimony.Receipted>> receipts = new HashMap<>();
        testimony
                .receipts()
                .forEach(receipt -> receipts.computeIfAbsent(receipt.of(), of -> new ArrayList<>())
                        .add(receipt));
        Map<LeafRef, List<Testimony.Heard>> answers = new HashMap<>();
        notes.forEach(note -> note.content()
                .answers()
                .ifPresent(of ->
                        answers.computeIfAbsent(of, leaf -> new ArrayList<>()).add(note)));
        List<Fate> fates =
                notes.stream().map(note -> fate(note, receipts, answers)).toList();
        List<Crossings.Pair> crossed = new Crossings(notes).pairs();
        SortedMap<PartyCode, Summary.Row> rows = new TreeMap<>();
        for (PartyCode party : parties()) {
            rows.put(party, row(fates, crossed, note -> note.authors().contains(party)));
        }
        return new Summary(
                rows,
                row(fates, crossed, note -> true),
                crossed.stream()
                        .map(pair -> new Summary.Crossing(
                                pair.one().reference(), pair.other().reference()))
                        .toList(),
                claimedUnseen(notes),
                records.stream()
                        .sorted(Comparator.comparing(Summary.RecordLine::party)
                                .thenComparing(Summary.RecordLine::channel))
                        .toList());
    }

    private Set<PartyCode> parties() {
        Set<PartyCode> parties = new TreeSet<>();
        audiences.values().forEach(channel -> parties.addAll(channel.posts().values()));
        return parties;
    }

    /// What became of one note.
    private record Fate(
            Testimony.Heard note,
            boolean delivered,
            boolean read,
            boolean acknowledged,
            boolean answered,
            boolean unanswered,
            Optional<Summary.Wait> longest) {}

    private Fate fate(
            Testimony.Heard note,
            Map<LeafRef, List<Testimony.Receipted>> receipts,
            Map<LeafRef, List<Testimony.Heard>> answers) {
        List<LeafRef> leaves = testimony.leaves(note);
        List<Testimony.Receipted> said = leaves.stream()
                .flatMap(leaf -> receipts.getOrDefault(leaf, List.of()).stream())
                .toList();
        Set<PartyCode> addressed =
                audiences.getOrDefault(note.channel(), Audience.NOBODY).addressed(note.content(), note.authors());
        Map<PartyCode, Instant> answered = new TreeMap<>();
        leaves.stream()
                .flatMap(leaf -> answers.getOrDefault(leaf, List.of()).stream())
                .filter(answer -> ends(answer.content().answer()))
                .forEach(answer -> answer.authors()
                        .forEach(party -> answered.merge(
                                party, answer.at(), (known, found) -> known.isBefore(found) ? known : found)));
        boolean all = !addressed.isEmpty() && answered.keySet().containsAll(addressed);
        boolean asks = Optional.ofNullable(forms.get(note.content().formHash()))
                .filter(Form::asks)
                .isPresent();
        return new Fate(
                note,
                addressed.isEmpty() || reached(said, addressed, Receipt.Kind.DELIVERED),
                reached(said, addressed, Receipt.Kind.READ),
                reached(said, addressed, Receipt.Kind.ACKNOWLEDGED),
                all,
                asks && !all,
                longest(note, addressed, answered));
    }

    private static boolean ends(Content.Answer answer) {
        return switch (answer) {
            case REPLY, DECLINE -> true;
            case NONE, HOLDING -> false;
        };
    }

    private static boolean reached(List<Testimony.Receipted> said, Set<PartyCode> addressed, Receipt.Kind kind) {
        Set<PartyCode> parties = new TreeSet<>();
        said.stream().filter(receipt -> receipt.kind() == kind).forEach(receipt -> parties.add(receipt.party()));
        return !addressed.isEmpty() && parties.containsAll(addressed);
    }

    private static Optional<Summary.Wait> longest(
            Testimony.Heard note, Set<PartyCode> addressed, Map<PartyCode, Instant> answered) {
        return answered.entrySet().stream()
                .filter(answer -> addressed.contains(answer.getKey()))
                .map(answer -> new Summary.Wait(
                        note.reference(), answer.getKey(), Duration.between(note.at(), answer.getValue())))
                .max(Comparator.comparing(Summary.Wait::length));
    }

    private static Summary.Row row(List<Fate> fates, List<Crossings.Pair> crossed, Predicate<Testimony.Heard> counts) {
        List<Fate> own = fates.stream().filter(fate -> counts.test(fate.note())).toList();
        return new Summary.Row(
                own.size(),
                own.stream().filter(Fate::delivered).count(),
                own.stream().filter(Fate::read).count(),
                own.stream().filter(Fate::acknowledged).count(),
                own.stream().filter(Fate::answered).count(),
                own.stream().filter(Fate::unanswered).count(),
                crossed.stream()
                        .filter(pair -> counts.test(pair.one()) || counts.test(pair.other()))
                        .count(),
                own.stream().flatMap(fate -> fate.longest().stream()).max(Comparator.comparing(Summary.Wait::length)));
    }

    /// A note whose author's own record held, before it, a delivered receipt for a leaf the note's view lacks.
    private List<Summary.ClaimedUnseen> claimedUnseen(List<Testimony.Heard> notes) {
        Map<Origin, List<Testimony.Receipted>> delivered = new TreeMap<>();
        testimony.receipts().stream()
                .filter(receipt -> receipt.kind() == Receipt.Kind.DELIVERED)
                .forEach(receipt -> delivered
                        .computeIfAbsent(receipt.by().origin(), origin -> new ArrayList<>())
                        .add(receipt));
        List<Summary.ClaimedUnseen> found = new ArrayList<>();
        for (Testimony.Heard note : notes) {
            for (Testimony.Receipted receipt :
                    delivered.getOrDefault(note.leaf().origin(), List.of())) {
                Optional<Testimony.Heard> unseen = testimony.at(receipt.of());
                if (receipt.by().index() < note.leaf().index()
                        && unseen.isPresent()
                        && !note.view().holds(receipt.of())) {
                    found.add(new Summary.ClaimedUnseen(
                            note.reference(), unseen.get().reference()));
                }
            }
        }
        return found;
    }
}
