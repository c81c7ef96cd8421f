package firebreak.clock;

import firebreak.charter.PartyCode;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Receipt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the clocks of one channel off what was said and when that is proved (DESIGN 5, Time).
///
/// A note is tendered to a party when its leaf was there and the party's own *delivered* receipt for it, or as many
/// mailboxes' deposit receipts as are needed. A receipt counts when it was there itself, never at the time it states,
/// so to withhold or to misdate one gains nothing. An answer counts when it was tendered in its turn.
public final class Clocks {
    /// The field with which a note states by when it wants an answer, and a holding reply by when there will be one.
    public static final String ANSWER_BY = "answerBy";

    private final Testimony testimony;
    private final Audience audience;
    private final Times times;
    private final Map<LeafRef, List<Testimony.Receipted>> delivered = new HashMap<>();
    private final Map<LeafRef, List<Testimony.Heard>> answers = new HashMap<>();

    /// @param testimony of this channel alone
    public Clocks(Testimony testimony, Audience audience, Times times) {
        this.testimony = testimony;
        this.audience = audience;
        this.times = times;
        for (Testimony.Receipted receipt : testimony.receipts()) {
            if (receipt.kind() == Receipt.Kind.DELIVERED) {
                delivered.computeIfAbsent(receipt.of(), _ -> new ArrayList<>()).add(receipt);
            }
        }
        for (Testimony.Heard note : testimony.notes()) {
            note.content()
                    .answers()
                    .ifPresent(of ->
                            answers.computeIfAbsent(of, _ -> new ArrayList<>()).add(note));
        }
    }

    /// How many notes were sent to how many parties, each pair counted, and how many of these are proved tendered.
    ///
    /// @param claimed tendered by what people say, where no witness is needed
    public record Tenders(long sent, long proved, long claimed) {
        public Json toJson() {
            return Json.object()
                    .with("sent", sent)
                    .with("proved", proved)
                    .with("claimed", claimed)
                    .build();
        }
    }

    public Tenders tenders() {
        long sent = 0;
        long proved = 0;
        long claimed = 0;
        for (Testimony.Heard note : testimony.notes()) {
            for (PartyCode to : audience.addressed(note.content(), note.authors())) {
                Optional<Moment> moment = tender(note, to);
                sent++;
                proved += moment.filter(Moment::proved).isPresent() ? 1 : 0;
                claimed += moment.filter(at -> !at.proved()).isPresent() ? 1 : 0;
            }
        }
        return new Tenders(sent, proved, claimed);
    }

    /// Every note that asks, with each party asked, in the order of their leaves.
    ///
    /// @param asks whether notes of a form, by its hash, wait for an answer
    /// @param shown the latest time that is proved by what is read here; empty proves no deadline past
    public List<Wait> waits(Predicate<Hash> asks, Optional<Instant> shown) {
        return testimony.notes().stream()
                .filter(note -> asks.test(note.content().formHash()))
                .flatMap(note -> audience.addressed(note.content(), note.authors()).stream()
                        .map(to -> wait(note, to, shown)))
                .toList();
    }

    private Wait wait(Testimony.Heard note, PartyCode to, Optional<Instant> shown) {
        Optional<Moment> tendered = tender(note, to);
        List<Answered> answered = answers(note, to);
        Optional<Answered> ended = answered.stream().filter(Answered::ends).findFirst();
        Deadline deadline = new Deadline(
                tendered.flatMap(moment -> answerBy(note.content()).filter(by -> by.isAfter(moment.at()))));
        answered.stream()
                .filter(answer -> !answer.ends() && isBefore(answer, ended))
                .forEach(holding -> deadline.moved(
                        holding.tendered().at(), answerBy(holding.note().content())));
        ended.ifPresent(answer -> deadline.passed(answer.tendered().at()));
        boolean proved = tendered.filter(Moment::proved).isPresent()
                && ended.filter(answer -> !answer.tendered().proved()).isEmpty();
        Optional<Instant> missed = deadline.missed.filter(_ -> proved);
        boolean past =
                proved && deadline.due.flatMap(by -> shown.filter(by::isBefore)).isPresent();
        return new Wait(
                note.reference(),
                note.leaf(),
                note.authors(),
                to,
                tendered,
                deadline.due,
                missed,
                ended.map(answer ->
                        new Wait.Answer(answer.note().reference(), answer.note().leaf(), answer.tendered())),
                ended.isPresent()
                        ? (missed.isPresent() ? Wait.State.LATE : Wait.State.ANSWERED)
                        : open(tendered.isPresent(), past));
    }

    private static Wait.State open(boolean tendered, boolean past) {
        return past ? Wait.State.OVERDUE : tendered ? Wait.State.WAITING : Wait.State.UNTENDERED;
    }

    private static boolean isBefore(Answered holding, Optional<Answered> ended) {
        return ended.filter(
                        end -> !holding.tendered().at().isBefore(end.tendered().at()))
                .isEmpty();
    }

    /// By when an answer is awaited, and what was missed, as answers come in.
    private static final class Deadline {
        private Optional<Instant> due;
        private Optional<Instant> missed = Optional.empty();

        Deadline(Optional<Instant> due) {
            this.due = due;
        }

        void passed(Instant at) {
            missed = missed.or(() -> due.filter(by -> by.isBefore(at)));
        }

        void moved(Instant at, Optional<Instant> next) {
            passed(at);
            due = next.or(() -> due);
        }
    }

    /// An answer that was tendered to one of those who asked.
    private record Answered(Testimony.Heard note, Moment tendered) {
        boolean ends() {
            return switch (note.content().answer()) {
                case REPLY, DECLINE -> true;
                case NONE, HOLDING -> false;
            };
        }
    }

    /// In the order of their tenders.
    private List<Answered> answers(Testimony.Heard note, PartyCode by) {
        List<Answered> found = new ArrayList<>();
        for (LeafRef leaf : testimony.leaves(note)) {
            for (Testimony.Heard answer : answers.getOrDefault(leaf, List.of())) {
                if (answer.authors().contains(by)) {
                    note.authors().stream()
                            .flatMap(author -> tender(answer, author).stream())
                            .min(Moment.ORDER)
                            .ifPresent(tendered -> found.add(new Answered(answer, tendered)));
                }
            }
        }
        found.sort(Comparator.comparing((Answered answer) -> answer.tendered().at())
                .thenComparing(answer -> answer.note().leaf()));
        return found;
    }

    /// When a note was put before a party; for a joint note, when all its authors had recorded it and the party had one
    /// of these leaves.
    private Optional<Moment> tender(Testimony.Heard note, PartyCode to) {
        List<LeafRef> leaves = testimony.leaves(note);
        List<Moment> there = leaves.stream()
                .flatMap(leaf -> times.of(leaf, note.agreement(), note.at()).stream())
                .toList();
        Optional<Moment> put = leaves.stream()
                .flatMap(leaf -> put(leaf, note.agreement(), to).stream())
                .min(Moment.ORDER);
        return there.size() < leaves.size()
                ? Optional.empty()
                : put.map(moment -> there.stream().reduce(moment, Moment::and));
    }

    private Optional<Moment> put(LeafRef leaf, Hash agreement, PartyCode to) {
        Optional<Moment> receipted = delivered.getOrDefault(leaf, List.of()).stream()
                .filter(receipt -> receipt.party().equals(to))
                .flatMap(receipt -> times.of(receipt.by(), receipt.agreement(), receipt.at()).stream())
                .min(Moment.ORDER);
        Optional<Moment> deposited = times.deposited(leaf, agreement, to).map(at -> new Moment(at, true));
        return Moment.earlier(receipted, deposited);
    }

    private static Optional<Instant> answerBy(Content content) {
        if (!(content.fields().members().get(ANSWER_BY) instanceof Json.Str(String text))) {
            return Optional.empty();
        }
        try {
            return Optional.of(firebreak.encoding.Times.parse(ANSWER_BY, text));
        } catch (FormatException another) {
            return Optional.empty(); // a field of this name that is no time
        }
    }
}
