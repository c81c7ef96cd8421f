package firebreak.cli.record;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.export.RecordExport;
import firebreak.node.export.ExportFolder;
import firebreak.node.export.HomeRecords;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Write the record of a channel to a folder, with all that a stranger needs to verify it.",
        footer = {
            "",
            "Example:",
            "  firebreak record export --home /srv/ru --channel RU-UK --to /tmp/ru-uk",
            "  firebreak record verify /tmp/ru-uk --charter '006094 901405 …'"
        })
final class RecordExporting extends RecordsAct {
    @Option(
            names = "--channel",
            required = true,
            paramLabel = "C",
            description = "Its label, or the first digits of its hash.")
    private String channel = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DIR",
            description = "A folder that is not there yet, or is empty.")
    private Path to = Path.of("");

    @Option(names = "--envelopes", description = "Export the sealed envelopes too.")
    private boolean envelopes;

    RecordExporting(World world) {
        super(world);
    }

    @Override
    int act(HomeRecords records) throws Refusal, IOException {
        Channel found = channel(records, channel);
        ExportFolder folder = ExportFolder.create(world.path(to));
        Ticker ticker = new Ticker(err(), "leaves written");
        RecordExport.Result result = records.export(found, folder, envelopes, ticker::at);
        ticker.done();
        switch (result) {
            case RecordExport.Result.NothingYet() ->
                throw new Refusal("nothing is signed in that channel yet: start the node once with firebreak serve");
            case RecordExport.Result.Written(long size, int files) -> {
                if (json()) {
                    say(Json.object()
                            .with("to", folder.folder().toString())
                            .with("size", size)
                            .with("files", files)
                            .build());
                } else {
                    say("Exported " + size + " leaves in " + files + " files to " + folder.folder());
                    say("Anyone can verify it: firebreak record verify " + folder.folder() + " --charter FINGERPRINT");
                }
            }
        }
        return Exit.DONE;
    }
}
