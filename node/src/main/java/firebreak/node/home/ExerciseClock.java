package firebreak.node.home;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Duration;
import java.time.Instant;

/// What an exercise's clock showed when it was set, so that a node that is started again goes on in the case's time:
///
/// ```
/// {
///   "at": "2026-11-22T20:20:00Z",
///   "shows": "2022-10-23T12:00:00Z"
/// }
/// ```
///
/// @param at the machine's time when it was set
/// @param shows the case's time then
public record ExerciseClock(Instant at, Instant shows) {
    static final int MAX_BYTES = 4 * 1024;

    /// What it shows at a time of the machine.
    public Instant now(Instant machine) {
        return shows.plus(Duration.between(at, machine));
    }

    Json toJson() {
        return Json.object().with("at", at).with("shows", shows).build();
    }

    static ExerciseClock read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        ExerciseClock clock = new ExerciseClock(fields.time("at"), fields.time("shows"));
        fields.done();
        return clock;
    }
}
