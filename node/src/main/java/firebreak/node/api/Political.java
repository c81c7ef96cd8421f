package firebreak.node.api;

import firebreak.charter.PartyCode;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.projection.NoteRow;
import firebreak.projection.Notes;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// What a party has declared on the political status of a line: apart from whether its node answers. It may say so on
/// the line itself or on any other channel that it shares with this node, by whatever path, naming the line's label.
final class Political {
    private static final String OPEN = "open";

    private final Notes notes;

    Political(Notes notes) {
        this.notes = notes;
    }

    /// The party's last declaration about a channel; empty where it never made one.
    Optional<NoteRow> declared(State state, Channel channel, PartyCode party) {
        String label = state.agreement(channel).label();
        return state.channels().values().stream()
                .flatMap(other -> notes.standing(other.id(), Notes.LINE_STATUS).stream()
                        .filter(row -> isBy(row, party))
                        .filter(row -> about(row)
                                .orElse(state.agreement(other).label())
                                .equals(label)))
                .max(Comparator.comparing((NoteRow row) -> row.note().at()).thenComparing(NoteRow::leaf));
    }

    private static boolean isBy(NoteRow row, PartyCode party) {
        return row.note().authors().stream().anyMatch(author -> author.party().equals(party));
    }

    private static Optional<String> about(NoteRow row) {
        return field(row, "line").filter(line -> !line.isBlank());
    }

    static Optional<String> field(NoteRow row, String name) {
        Map<String, Json> fields = row.note().content().fields().members();
        return fields.get(name) instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty();
    }

    /// `{"status", "party", "at", "reference", "reason", "until"}`; a line of which nothing was declared is open.
    static Json toJson(PartyCode party, Optional<NoteRow> declared) {
        Json.Builder json = Json.object()
                .with("party", party.value())
                .with("status", declared.flatMap(row -> field(row, "status")).orElse(OPEN));
        declared.ifPresent(row -> json.with("at", row.note().at())
                .with("reference", row.note().reference())
                .with("reason", row.text())
                .with("until", field(row, "until").map(Json::of).orElse(null)));
        return json.build();
    }
}
