package firebreak.cli.officer;

import firebreak.cli.console.World;
import firebreak.encoding.Json;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak note decline`.
@Command(
        name = "decline",
        description = "Draft a note that declines to answer another. Another officer releases it.",
        footer = {
            "",
            "Example:",
            "  firebreak note decline RU-UK/RU/0/1 --reason other-channel \\",
            "      --text \"Please ask the embassy.\" --home uk"
        })
final class NoteDecline extends AnsweringCommand {
    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "none-given, not-competent, not-now, other-channel or disagreed.")
    private @Nullable String reason;

    NoteDecline(World world) {
        super(world, "decline");
    }

    @Override
    SequencedMap<String, Json> own() {
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        if (reason != null) {
            fields.put("reason", Json.of(reason));
        }
        return fields;
    }
}
