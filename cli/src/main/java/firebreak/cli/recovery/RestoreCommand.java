package firebreak.cli.recovery;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.node.home.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Make a home of a backup of the store and one of the keys, in either order.",
        footer = {
            "",
            "Example:",
            "  firebreak restore ru-store-7.age ru-keys-8.age --identity vault.key \\",
            "            --home /srv/ru",
            "",
            "Be certain that no other node of the party runs: two of them fork its",
            "records. If the old lease file is still there, put it at its place first."
        })
final class RestoreCommand extends RestoringAct {
    @Parameters(paramLabel = "FILE", arity = "1..2", description = "A backup of the keys, and one of the store.")
    private List<Path> files = new ArrayList<>();

    RestoreCommand(World world) {
        super(world);
    }

    @Override
    void allow(Config settings) {
        // whoever restores says that no other node runs; a takeover looks
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        return restore(files);
    }
}
