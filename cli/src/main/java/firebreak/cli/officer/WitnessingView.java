package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.export.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How an own record stands with its witnesses, as the node tells it.
///
/// @param since since when something has too few signatures
record WitnessingView(
        long needed, long liars, long size, long witnessed, Optional<Instant> since, List<One> witnesses) {
    private static final Duration USUAL = Duration.ofSeconds(10);

    WitnessingView {
        witnesses = List.copyOf(witnesses);
    }

    /// One witness.
    record One(String party, long signed, Optional<String> trouble, Optional<Instant> failingSince) {
        static One read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new One(
                    fields.string("party"),
                    fields.integer("signed"),
                    fields.optional("trouble", Fields::asString),
                    fields.optional("failingSince", Fields::asTime));
        }

        String state() {
            return trouble.map(why -> "does not sign"
                            + failingSince
                                    .map(at -> " since " + Shown.second(at))
                                    .orElse("") + ": " + Shown.line(why))
                    .orElse("signs");
        }
    }

    static WitnessingView read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        return new WitnessingView(
                fields.integer("needed"),
                fields.integer("liars"),
                fields.integer("size"),
                fields.integer("witnessed"),
                fields.optional("unwitnessedSince", Fields::asTime),
                fields.list("witnesses", One::read));
    }

    /// Whether something waits for longer than witnesses usually take.
    boolean lags(Instant now) {
        return since.filter(at -> !at.plus(USUAL).isAfter(now)).isPresent();
    }

    /// In one sentence, for people.
    String words(Instant now) {
        String asked = needed + " of " + witnesses.size() + " needed, which "
                + (liars == 0
                        ? "stands none that lies or is away"
                        : "stands " + liars + (liars == 1 ? " that lies or is away" : " that lie or are away"));
        if (needed == 0) {
            return "no witness is needed: all times are claimed";
        }
        return since.map(at -> (size - witnessed) + (size - witnessed == 1 ? " leaf" : " leaves") + " UNWITNESSED for "
                        + Columns.duration(Duration.between(at.isAfter(now) ? now : at, now)) + "; " + asked)
                .orElse("all " + size + " leaves witnessed; " + asked);
    }
}
