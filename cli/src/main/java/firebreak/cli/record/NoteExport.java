package firebreak.cli.record;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import firebreak.node.export.HomeRecords;
import firebreak.projection.NoteRow;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Write a note as the signed object it is: JWS in JSON General serialization (RFC 7515).",
        footer = {
            "",
            "Example:",
            "  firebreak note export RU-UK/RU/0/1 --to note.json --home /srv/firebreak/RU",
            "  firebreak keys export --all --to keys.json --home /srv/firebreak/RU"
        })
final class NoteExport extends RecordsAct {
    @Parameters(paramLabel = "REF", description = "The note's reference.")
    private String reference = "";

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "A file that is not there yet.")
    private Path to = Path.of("");

    @Option(names = "--channel", paramLabel = "C", description = "Where several channels have such a note.")
    private String channel = "";

    NoteExport(World world) {
        super(world);
    }

    @Override
    int act(HomeRecords records) throws Refusal, IOException {
        NoteRow note = find(records);
        Path file = world.path(to);
        try {
            Files.write(
                    file,
                    records.signedObject(note).bytes().toArray(),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw new Refusal(file + " is there already: choose another name");
        }
        if (json()) {
            say(Json.object()
                    .with("to", file.toString())
                    .with("reference", reference)
                    .with("leaf", note.leaf().toJson())
                    .build());
        } else {
            say("Wrote " + reference + ", signed by "
                    + String.join(
                            " and ",
                            note.note().authors().stream()
                                    .map(author -> author.post().orElseThrow().value())
                                    .toList())
                    + ", to " + file);
        }
        return Exit.DONE;
    }

    /// Leaves of one joint note hold the same object; notes of different channels do not.
    private NoteRow find(HomeRecords records) throws Refusal {
        List<NoteRow> found = records.notes(reference);
        if (!channel.isEmpty()) {
            var id = channel(records, channel).id();
            found = found.stream().filter(note -> note.channel().equals(id)).toList();
        }
        if (found.isEmpty()) {
            throw new Refusal("no note with the reference " + reference + " is known here");
        }
        if (found.stream().map(NoteRow::note).distinct().count() > 1) {
            throw new Refusal("several notes bear the reference " + reference + ": say which with --channel");
        }
        return found.getFirst();
    }
}
