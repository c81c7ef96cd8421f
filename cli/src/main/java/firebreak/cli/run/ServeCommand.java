package firebreak.cli.run;

import firebreak.charter.Mode;
import firebreak.charter.PostEntry;
import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.InWords;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.keys.Unlocked;
import firebreak.node.log.LogSetup;
import firebreak.node.run.NodeClock;
import firebreak.node.serve.Serving;
import firebreak.node.serve.WrongPassphraseException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak serve`: runs the node of a home until it is stopped.
@Command(
        name = "serve",
        description = "Run the node of a home until it is stopped (Ctrl-C, SIGTERM or 'firebreak stop').",
        footer = {
            "",
            "Example:",
            "  firebreak serve --home /srv/ru --passphrase-file /run/secrets/node",
            "",
            "Its log is one JSON object a line on standard error. The exit code is 5 for a",
            "wrong passphrase, 1 where the node cannot start, with the reason."
        })
public final class ServeCommand extends HomeAct {
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

    public ServeCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        LogSetup.toStandardError(Level.INFO);
        Home node = home();
        Config config = node.config();
        if (unlockPosts) {
            onlyInExercises(config, "--unlock-posts", "on a live node an officer unlocks each post");
        }
        try (Secret passphrase = new Secrets(world)
                .node(node, Optional.ofNullable(passphraseFile))
                .known("the node's keys")) {
            Serving serving = Serving.start(node, passphrase, clock(node, config));
            tell(serving, config);
            if (unlockPosts) {
                unlock(serving, node, passphrase);
            }
            if (!wait(serving)) {
                throw new Refusal(serving.node()
                        .takenOver()
                        .orElse("the node could not go on and has stopped; its log says why"));
            }
        } catch (WrongPassphraseException wrong) {
            throw new Refusal(Exit.WRONG_SECRET, InWords.of(wrong));
        }
        return Exit.DONE;
    }

    private void tell(Serving serving, Config config) {
        String officers = "http://127.0.0.1:" + serving.apiPort();
        String health = "http://127.0.0.1:" + serving.metricsPort() + "/health";
        Json told = Json.object()
                .with("party", config.party().value())
                .with("members", config.address())
                .with("officers", officers)
                .with("health", health)
                .build();
        answer(
                told,
                List.of("the node of " + config.party() + " is running: members at " + config.address()
                        + ", officers at " + officers + ", health at " + health));
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
            say(opened ? "unlocked " + post.code() : post.code() + " stays locked: another passphrase");
        }
    }

    /// Until somebody asks it to stop; a signal closes it in good order too.
    ///
    /// @return whether it was asked to stop
    private static boolean wait(Serving serving) throws IOException {
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
        boolean asked = true;
        try {
            asked = serving.await();
        } catch (InterruptedException stop) {
            // the signal's thread waits for the close below
        }
        try {
            serving.close();
        } finally {
            closed.countDown();
        }
        return asked;
    }
}
