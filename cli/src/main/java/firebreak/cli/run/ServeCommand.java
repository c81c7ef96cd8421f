package firebreak.cli.run;

import firebreak.charter.Mode;
import firebreak.charter.PostEntry;
import firebreak.cli.console.HomeOption;
import firebreak.cli.console.InWords;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.home.Passphrases;
import firebreak.node.home.Prompt;
import firebreak.node.keys.Unlocked;
import firebreak.node.log.LogSetup;
import firebreak.node.run.NodeClock;
import firebreak.node.serve.Serving;
import firebreak.node.serve.WrongPassphraseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `firebreak serve`: runs the node of a home until it is stopped.
@Command(
        name = "serve",
        description = "Run the node of a home until it is stopped (Ctrl-C, SIGTERM or 'firebreak stop').",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  firebreak serve --home /srv/firebreak/RU --passphrase-file /run/secrets/node"})
public final class ServeCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int WRONG_PASSPHRASE = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(names = "--passphrase-file", description = "A file whose first line is the passphrase of the node's keys.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--clock",
            description = {
                "Exercise only: the case's time at the start, such as 2022-10-23T12:00:00Z.",
                "Without it the clock goes on from where it was set last."
            })
    private @Nullable String clock;

    @Option(
            names = "--unlock-posts",
            description = "Exercise only: unlock every post whose keys have the node's passphrase.")
    private boolean unlockPosts;

    @Override
    public Integer call() throws Exception {
        try {
            return serve();
        } catch (WrongPassphraseException wrong) {
            say(InWords.of(wrong));
            return WRONG_PASSPHRASE;
        } catch (Refusal refusal) {
            say(String.valueOf(refusal.getMessage()));
            return refusal.exit();
        } catch (IOException failed) {
            say(InWords.of(failed));
            return FAILED;
        } catch (FormatException malformed) {
            say(malformed.reason());
            return FAILED;
        }
    }

    private void say(String failure) {
        spec.commandLine().getErr().println("firebreak serve: " + failure);
    }

    private int serve() throws Refusal, IOException, FormatException, InterruptedException {
        LogSetup.toStandardError(Level.INFO);
        Home node = home.in(World.real());
        Config config = node.config();
        Passphrases passphrases = new Passphrases(
                Optional.ofNullable(passphraseFile), System.getenv(), node.passphraseFile(config), Prompt.terminal());
        if (unlockPosts) {
            onlyInExercises(config, "--unlock-posts", "on a live node an officer unlocks each post");
        }
        try (Secret passphrase = passphrases.known("the node's keys")) {
            Serving serving = Serving.start(node, passphrase, clock(node, config));
            spec.commandLine()
                    .getOut()
                    .println("the node of " + config.party() + " is running: members at " + config.address()
                            + ", officers at http://127.0.0.1:" + serving.apiPort() + ", health at http://127.0.0.1:"
                            + serving.metricsPort() + "/health");
            spec.commandLine().getOut().flush();
            if (unlockPosts) {
                unlock(serving, node, passphrase);
            }
            wait(serving);
        }
        return 0;
    }

    private NodeClock clock(Home node, Config config) throws IOException, FormatException {
        NodeClock nodeClock = new NodeClock();
        if (clock != null) {
            onlyInExercises(config, "--clock", "a live node has the machine's time");
            nodeClock.set(Times.parse("--clock", clock));
        } else if (config.mode() == Mode.EXERCISE) {
            node.clock().ifPresent(set -> nodeClock.set(set.now(Instant.now())));
        }
        return nodeClock;
    }

    private static void onlyInExercises(Config config, String option, String why) throws IOException {
        if (config.mode() != Mode.EXERCISE) {
            throw new IOException(option + " is for exercises: " + why);
        }
    }

    private void unlock(Serving serving, Home node, Secret passphrase) throws IOException, FormatException {
        for (PostEntry post : node.publicKeys().posts()) {
            boolean opened = serving.node().unlock(post.code(), passphrase) instanceof Unlocked.Opened;
            spec.commandLine()
                    .getOut()
                    .println(opened ? "unlocked " + post.code() : post.code() + " stays locked: another passphrase");
        }
    }

    /// Until somebody asks it to stop; a signal closes it in good order too.
    private static void wait(Serving serving) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Thread onSignal = new Thread(() -> {
            main.interrupt();
            try {
                closed.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            serving.await();
        } catch (InterruptedException stop) {
            // the signal's thread waits for the close below
        }
        try {
            serving.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            closed.countDown();
        }
    }
}
