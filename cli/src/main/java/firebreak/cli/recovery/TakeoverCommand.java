package firebreak.cli.recovery;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.store.Lease;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "takeover",
        description =
                "Let a second site go on for a party whose node is gone: from backups, or with a home that is here"
                        + " and was taken over itself.",
        footer = {
            "",
            "Example:",
            "  firebreak takeover ru-store-7.age ru-keys-8.age --identity vault.key \\",
            "            --home /srv/ru",
            "",
            "Refused while anything answers at the party's address. At its next start the",
            "node asks the other members and opens a successor record; the first site, if",
            "it comes back, hears of it, says nothing more, and stops."
        })
final class TakeoverCommand extends RestoringAct {
    private static final int PATIENCE_MILLIS = 5_000;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..2",
            description = "Backups of keys and store; none for a home that is here.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--first-is-stopped",
            description = "Something else answers at the party's address, and the first site is certainly stopped.")
    private boolean stopped;

    TakeoverCommand(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        return files.isEmpty() ? again(home()) : restore(files);
    }

    /// A home that is here goes on, whatever its high-water file says.
    private int again(Home home) throws Refusal, FormatException, IOException {
        Config config = home.config();
        allow(config);
        Path file = home.leaseFile(config);
        try (Lease lease = Lease.open(file)) {
            lease.forget();
        }
        answer(
                Json.object()
                        .with("home", home.toString())
                        .with("party", config.party().value())
                        .with("lease", file.toString())
                        .build(),
                List.of(
                        "The home " + home + " takes over for " + config.party() + ".",
                        "At its next start the node asks the other members what was said, and opens a successor of the"
                                + " newest record in every channel.",
                        "Be certain that no other node of " + config.party() + " runs, then: firebreak serve --home "
                                + home));
        return Exit.DONE;
    }

    @Override
    void allow(Config settings) throws Refusal {
        if (!stopped && answers(settings.address())) {
            throw new Refusal("something answers at " + settings.address() + ", where the node of " + settings.party()
                    + " is: two nodes of one party fork its records. Stop that one for good; if it is another program,"
                    + " say --first-is-stopped");
        }
    }

    private static boolean answers(String address) {
        URI place = URI.create(address);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.getHost(), place.getPort()), PATIENCE_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
