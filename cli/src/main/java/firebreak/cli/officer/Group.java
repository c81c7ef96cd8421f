package firebreak.cli.officer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A word that stands before commands and does nothing by itself, such as `note`.
@Command(mixinStandardHelpOptions = true)
abstract class Group implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public final void run() {
        throw new ParameterException(spec.commandLine(), "Say which " + spec.name() + " command to run");
    }
}
