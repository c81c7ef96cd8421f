package firebreak.verifier.clock;

import firebreak.verifier.text.Json;
import java.time.Instant;
import java.util.Optional;

/// How long a note waits, or waited, for the answer of one party it is addressed to.
///
/// @param tender when the note was put before the party
/// @param due the deadline at the end; `missed` the first that was passed
/// @param answer that ends it, put before an author of the note at `answered`
record Wait(
        Sent note,
        String to,
        State state,
        Optional<Moment> tender,
        Optional<Instant> due,
        Optional<Instant> missed,
        Optional<Sent> answer,
        Optional<Moment> answered) {
    enum State {
        ANSWERED("answered"),
        ANSWERED_LATE("answered late"),
        OVERDUE("overdue"),
        WAITING("waiting"),
        NOT_PROVED_TENDERED("not proved tendered");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    Json toJson() {
        Json.Obj json = Json.object()
                .with("note", note.reference())
                .with("origin", note.first().origin().text())
                .with("index", note.first().index())
                .with("from", Json.list(note.from().stream().map(Json.Str::new).toList()))
                .with("to", to)
                .with("state", state.word);
        json = moment(json, tender, "tendered", "proved");
        json = time(json, due, "due");
        json = time(json, missed, "missed");
        json = answer.isPresent() ? json.with("answer", answer.get().reference()) : json;
        return moment(json, answered, "answered", "answerProved");
    }

    private static Json.Obj time(Json.Obj json, Optional<Instant> time, String name) {
        return time.isPresent() ? json.with(name, time.get().toString()) : json;
    }

    private static Json.Obj moment(Json.Obj json, Optional<Moment> moment, String name, String proved) {
        return moment.isEmpty()
                ? json
                : json.with(name, moment.get().at().toString())
                        .with(proved, moment.get().proved());
    }

    @Override
    public String toString() {
        String stands = switch (state) {
            case OVERDUE -> "OVERDUE since " + due.orElseThrow();
            case ANSWERED_LATE -> "answered LATE";
            case ANSWERED, WAITING, NOT_PROVED_TENDERED -> state.word;
        };
        return note.reference() + " asks " + to + ": " + stands
                + missed.map(time -> ", missed " + time).orElse("")
                + due.filter(_ -> answer.isEmpty() && state != State.OVERDUE)
                        .map(time -> ", due " + time)
                        .orElse("")
                + tender.map(moment -> "; tendered " + told(moment)).orElse("")
                + answer.map(by -> "; answered by " + by.reference()).orElse("")
                + answered.map(moment -> ", tendered " + told(moment)).orElse("");
    }

    private static String told(Moment moment) {
        return moment.at() + (moment.proved() ? "" : " (claimed)");
    }
}
