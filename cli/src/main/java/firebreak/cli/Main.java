package firebreak.cli;

import firebreak.cli.console.World;
import firebreak.cli.file.FileCommands;
import firebreak.cli.officer.OfficerCommands;
import firebreak.cli.record.RecordCommands;
import firebreak.cli.recovery.RecoveryCommands;
import firebreak.cli.run.DemoCommand;
import firebreak.cli.run.ServeCommand;
import firebreak.cli.setup.SetupCommands;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root command `firebreak`. It does nothing by itself: each command is a class of its own, listed here.
///
/// Exit codes: [firebreak.cli.console.Exit].
@Command(
        name = "firebreak",
        description = "A crisis line that rival states share without trusting each other.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {DemoCommand.class},
        footer = {
            "",
            "In a source tree the launcher also knows:",
            "  ./firebreak build    compile what changed",
            "  ./firebreak test     run every test and print the count",
            "  ./firebreak format   bring all Java into the one format",
            "  ./firebreak image    the archive to install a node from, with its own Java",
            "  ./firebreak reproduce  build again elsewhere and compare every byte",
            "  ./firebreak sim      lines in a simulator with faults and lying nodes; sim --help",
            "  ./firebreak bench    what the line costs on this machine; bench --help"
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    /// The process: its exit code is the command's.
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /// The whole command line, for the process and for tests.
    static CommandLine commandLine() {
        return commandLine(World.real());
    }

    /// The only wiring of commands.
    static CommandLine commandLine(World world) {
        CommandLine root = new CommandLine(new Main());
        root.addSubcommand(new ServeCommand(world));
        SetupCommands.addTo(root, world);
        OfficerCommands.addTo(root, world);
        RecordCommands.addTo(root, world);
        FileCommands.addTo(root, world);
        RecoveryCommands.addTo(root, world);
        return root.setUsageHelpAutoWidth(true);
    }

    /// For tests: the same command line, printing elsewhere.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(World.real(), out, err, arguments);
    }

    /// The same in a world of the test's own.
    static int run(World world, PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine(world).setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command to run");
    }
}
