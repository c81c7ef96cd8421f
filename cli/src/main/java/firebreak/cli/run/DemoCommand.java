package firebreak.cli.run;

import firebreak.cli.console.InWords;
import firebreak.drill.replay.Demo;
import firebreak.drill.replay.Pace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firebreak demo`: replays a case on real nodes.
@Command(
        name = "demo",
        description = {
            "Replay a real case on real nodes: one process per party, each with its own keys, store and TLS.",
            "Scripted officers act through the public interface; one never answers."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  firebreak demo --scenario cuba-1962 --headless --out /tmp/cuba"})
public final class DemoCommand implements Callable<Integer> {
    private static final int UNVERIFIED = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--scenario",
            defaultValue = "dirty-bomb-2022",
            description = "A shipped case or a chronology file. Default: ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(names = "--headless", description = "Stop the nodes and exit at the end.")
    private boolean headless;

    @Option(
            names = "--speed",
            defaultValue = "86400",
            description =
                    "Case seconds per second; nobody waits longer than 0.4 s for one step. Default: a day per second.")
    private double speed;

    @Option(
            names = "--out",
            defaultValue = "demo-out",
            description = "Where everything goes; each party's home is OUT/<PARTY>. Default: ${DEFAULT-VALUE}.")
    private Path out;

    @Option(
            names = "--port-base",
            defaultValue = "17440",
            description = "First of three ports per party. Default: ${DEFAULT-VALUE}.")
    private int portBase;

    @Override
    public Integer call() {
        PrintWriter screen = spec.commandLine().getOut();
        try {
            if (!(speed > 0) || portBase < 1024 || portBase > 65_000) {
                spec.commandLine()
                        .getErr()
                        .println("firebreak demo: --speed is more than 0, --port-base from 1024 to 65000");
                return 2;
            }
            boolean verified = Demo.run(scenario, out, new Pace(speed), portBase, this::look, line -> {
                screen.println(line);
                screen.flush();
            });
            return verified ? 0 : UNVERIFIED;
        } catch (IOException failed) {
            spec.commandLine().getErr().println("firebreak demo: " + InWords.of(failed));
            return 1;
        }
    }

    /// Without `--headless` the nodes stay up until Enter or Ctrl-C; without a terminal, until a signal.
    private void look() throws IOException {
        if (headless) {
            return;
        }
        PrintWriter screen = spec.commandLine().getOut();
        screen.println();
        screen.println("The nodes are still running. From another terminal:");
        screen.println("  firebreak status --home " + out + "/<PARTY>                 how it stands, who is silent");
        screen.println("  kill -9 <PID>                                     one of the processes above");
        screen.println("  firebreak serve --home " + out + "/<PARTY> --unlock-posts   start it again");
        screen.println("Enter or Ctrl-C stops them.");
        screen.flush();
        int key = System.in.read();
        while (key != -1 && key != '\n') {
            key = System.in.read();
        }
        if (key == -1) {
            untilSignal();
        }
    }

    private static void untilSignal() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
