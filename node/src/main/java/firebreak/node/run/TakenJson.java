package firebreak.node.run;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Text;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import java.util.ArrayList;
import java.util.List;

/// How a node answers a bundle: one outcome for each parcel, in order.
final class TakenJson {
    private static final int REASON_CHARS = 300;
    static final int MAX_BYTES = 1 << 20;

    private TakenJson() {}

    static Json write(List<Effect.Result> results) {
        return Json.list(results, TakenJson::outcome);
    }

    private static Json outcome(Effect.Result result) {
        return switch (result) {
            case Effect.Result.Taken _ -> outcome("taken", "");
            case Effect.Result.Later(String reason) -> outcome("later", reason);
            case Effect.Result.Refused(String reason) -> outcome("refused", reason);
            case Effect.Result.Done _, Effect.Result.Recorded _ -> outcome("taken", "");
        };
    }

    private static Json outcome(String word, String reason) {
        return Json.object().with("outcome", word).with("reason", reason).build();
    }

    /// Reads the answer to a bundle of the parcels of these indexes.
    static List<Event.Taken> read(Bytes body, List<Long> indexes) throws FormatException {
        List<Event.Taken> outcomes =
                Fields.asList("answer", Canonical.readLoose("answer", body, MAX_BYTES), TakenJson::one);
        if (outcomes.size() != indexes.size()) {
            throw new FormatException("answer", "expected one outcome for each of " + indexes.size() + " parcels");
        }
        List<Event.Taken> numbered = new ArrayList<>();
        for (int i = 0; i < indexes.size(); i++) {
            numbered.add(new Event.Taken(
                    indexes.get(i), outcomes.get(i).outcome(), outcomes.get(i).reason()));
        }
        return numbered;
    }

    private static Event.Taken one(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Event.Outcome outcome = switch (fields.string("outcome")) {
            case "taken" -> Event.Outcome.TAKEN;
            case "later" -> Event.Outcome.LATER;
            case "refused" -> Event.Outcome.REFUSED;
            default -> throw new FormatException(place + ".outcome", "expected taken, later or refused");
        };
        Event.Taken taken = new Event.Taken(0, outcome, Text.printable(fields.string("reason"), REASON_CHARS));
        fields.done();
        return taken;
    }
}
