package firebreak.cli.officer;

import firebreak.cli.console.World;
import firebreak.encoding.Json;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine.Command;

/// `firebreak note reply`.
@Command(
        name = "reply",
        description = "Draft a reply to a note. Another officer releases it.",
        footer = {
            "",
            "Examples:",
            "  firebreak note reply RU-UK/RU/0/1 --text \"We deny this.\" \\",
            "      --field position=denies --home uk",
            "  firebreak note reply RU-UK/RU/0/1 --text @reply.txt --home uk"
        })
final class NoteReply extends AnsweringCommand {
    NoteReply(World world) {
        super(world, "reply");
    }

    @Override
    SequencedMap<String, Json> own() {
        return new LinkedHashMap<>();
    }
}
