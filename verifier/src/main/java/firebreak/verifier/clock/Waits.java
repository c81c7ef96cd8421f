package firebreak.verifier.clock;

import firebreak.verifier.said.LeafName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reckons tenders and waits from the notes, receipts and deposits that are in force.
final class Waits {
    private final Ledger ledger;
    private final Deposits deposits;
    private final Optional<Instant> shown;
    private final Map<LeafName, List<Sent>> answers = new HashMap<>();

    /// A note that answers, and when it was first put before an author of what it answers.
    private record Answer(Sent note, Moment tender) {
        static final Comparator<Answer> ORDER = Comparator.comparing((Answer answer) -> answer.tender.at())
                .thenComparing(answer -> answer.note.first());
    }

    /// A deadline under way, and the first that was missed.
    private record Deadline(Optional<Instant> due, Optional<Instant> missed) {
        /// What an answer makes of it that was put before the asking party at this time.
        Deadline at(Instant time) {
            return new Deadline(due, missed.or(() -> due.filter(by -> by.isBefore(time))));
        }

        Deadline movedTo(Optional<Instant> promised) {
            return new Deadline(promised.or(() -> due), missed);
        }
    }

    Waits(Ledger ledger, Deposits deposits, Optional<Instant> shown) {
        this.ledger = ledger;
        this.deposits = deposits;
        this.shown = shown;
        for (Sent note : ledger.notes()) {
            note.answers()
                    .ifPresent(leaf -> answers.computeIfAbsent(leaf, _ -> new ArrayList<>())
                            .add(note));
        }
    }

    /// When a note was put before a party.
    Optional<Moment> tender(Sent note, String party) {
        Optional<Moment> put = note.leaves().stream()
                .flatMap(leaf -> Stream.concat(
                        ledger.delivered(leaf, party).stream(),
                        deposits.time(leaf, party, note.terms()).map(Moment::proved).stream()))
                .min(Comparator.naturalOrder());
        return note.recorded().flatMap(recorded -> put.map(recorded::and));
    }

    /// How a note that asks waits for one party.
    Wait of(Sent note, String party) {
        Optional<Moment> tender = tender(note, party);
        List<Answer> given = answers(note, party);
        Optional<Answer> end =
                given.stream().filter(answer -> !answer.note.holding()).min(Answer.ORDER);
        Deadline deadline = new Deadline(
                tender.flatMap(moment -> note.answerBy().filter(by -> by.isAfter(moment.at()))), Optional.empty());
        List<Answer> holding = given.stream()
                .filter(answer -> answer.note.holding())
                .filter(answer -> end.isEmpty()
                        || answer.tender.at().isBefore(end.get().tender.at()))
                .sorted(Answer.ORDER)
                .toList();
        for (Answer answer : holding) {
            deadline = deadline.at(answer.tender.at()).movedTo(answer.note.answerBy());
        }
        deadline = end.isPresent() ? deadline.at(end.get().tender.at()) : deadline;
        boolean proved = tender.filter(Moment::proved).isPresent()
                && end.filter(answer -> !answer.tender.proved()).isEmpty();
        Optional<Instant> missed = proved ? deadline.missed : Optional.empty();
        return new Wait(
                note,
                party,
                state(end.isPresent(), missed.isPresent(), proved && isOver(deadline), tender.isPresent()),
                tender,
                deadline.due,
                missed,
                end.map(Answer::note),
                end.map(Answer::tender));
    }

    private boolean isOver(Deadline deadline) {
        return deadline.due.filter(by -> shown.filter(by::isBefore).isPresent()).isPresent();
    }

    private static Wait.State state(boolean answered, boolean late, boolean over, boolean tendered) {
        if (answered) {
            return late ? Wait.State.ANSWERED_LATE : Wait.State.ANSWERED;
        }
        if (over) {
            return Wait.State.OVERDUE;
        }
        return tendered ? Wait.State.WAITING : Wait.State.NOT_PROVED_TENDERED;
    }

    /// The notes of this party that answer it and were put before one of those who asked.
    private List<Answer> answers(Sent note, String party) {
        return note.leaves().stream()
                .flatMap(leaf -> answers.getOrDefault(leaf, List.of()).stream())
                .filter(answer -> answer.from().contains(party))
                .flatMap(answer -> note.from().stream()
                        .flatMap(author -> tender(answer, author).stream())
                        .min(Comparator.naturalOrder())
                        .map(tender -> new Answer(answer, tender))
                        .stream())
                .toList();
    }
}
