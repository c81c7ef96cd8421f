package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak note hold`.
@Command(
        name = "hold",
        description = "Draft a holding reply: an answer is coming, by a stated time. Another officer releases it.",
        footer = {
            "",
            "Example:",
            "  firebreak note hold RU-UK/RU/0/1 --answer-by 2022-10-23T18:00Z \\",
            "      --text \"We look into it.\" --home uk"
        })
final class NoteHold extends AnsweringCommand {
    @Option(
            names = "--answer-by",
            paramLabel = "TIME",
            required = true,
            description = "When the answer will be there, with its offset from UTC, for example 2022-10-23T18:00Z.")
    private String answerBy = "";

    NoteHold(World world) {
        super(world, "holding-reply");
    }

    @Override
    SequencedMap<String, Json> own() throws Refusal {
        SequencedMap<String, Json> fields = new LinkedHashMap<>();
        fields.put("answerBy", Json.of(TimeArgument.read("--answer-by", answerBy)));
        return fields;
    }
}
