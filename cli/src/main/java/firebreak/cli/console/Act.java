package firebreak.cli.console;

import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.ReadableJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command: does one thing and returns its exit code. Whatever ends it early becomes one line on standard error.
public abstract class Act implements Callable<Integer> {
    protected final World world;

    @Spec
    private CommandSpec spec;

    /// Never read here: the parser acts on it before the command runs.
    @SuppressWarnings("unused")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    protected Act(World world) {
        this.world = world;
    }

    @Override
    public final Integer call() {
        try {
            return act();
        } catch (Refusal refusal) {
            complain(String.valueOf(refusal.getMessage()));
            return refusal.exit();
        } catch (FormatException malformed) {
            complain(malformed.reason());
            return Exit.REFUSED;
        } catch (IOException environment) {
            complain(InWords.of(environment));
            return Exit.REFUSED;
        }
    }

    /// @return one of [Exit]
    protected abstract int act() throws Refusal, FormatException, IOException;

    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    protected final void say(String line) {
        out().println(line);
    }

    protected final void say(Json json) {
        out().print(new String(ReadableJson.write(json).toArray(), java.nio.charset.StandardCharsets.UTF_8));
        out().flush();
    }

    private void complain(String sentence) {
        spec.commandLine().getErr().println("firebreak: " + sentence);
    }
}
