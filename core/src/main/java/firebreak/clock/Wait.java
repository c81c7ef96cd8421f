package firebreak.clock;

import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a note that asks stands with one of those it asks.
///
/// @param tendered when it was put before them; empty where that is not proved, and then no clock runs against them
/// @param due by when an answer is awaited, as moved by the last holding reply
/// @param missed the first deadline that passed before anything was tendered
/// @param answer what ended the wait, with the moment at which it was tendered in turn
public record Wait(
        String reference,
        LeafRef note,
        List<PartyCode> from,
        PartyCode to,
        Optional<Moment> tendered,
        Optional<Instant> due,
        Optional<Instant> missed,
        Optional<Answer> answer,
        State state) {
    /// A reply or decline, tendered.
    public record Answer(String reference, LeafRef leaf, Moment tendered) {}

    /// The word for it.
    public enum State {
        /// Recorded, and not proved to have been put before them.
        UNTENDERED("not proved tendered"),
        WAITING("waiting"),
        /// The deadline is past by what is shown, and no answer is shown that was tendered by it.
        OVERDUE("overdue"),
        ANSWERED("answered"),
        /// Answered after a deadline.
        LATE("answered late");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Wait {
        from = List.copyOf(from);
    }

    public Json toJson() {
        Json.Builder json = Json.object()
                .with("note", reference)
                .with("origin", note.origin().text())
                .with("index", note.index())
                .with("from", Json.list(from, PartyCode::toJson))
                .with("to", to.value())
                .with("state", state.word())
                .with("tendered", tendered.map(Moment::at).orElse(null))
                .with("due", due.orElse(null))
                .with("missed", missed.orElse(null));
        tendered.ifPresent(moment -> json.with("proved", moment.proved()));
        answer.ifPresent(by -> json.with("answer", by.reference())
                .with("answered", by.tendered().at())
                .with("answerProved", by.tendered().proved()));
        return json.build();
    }
}
