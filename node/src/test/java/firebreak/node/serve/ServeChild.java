package firebreak.node.serve;

import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.log.LogSetup;
import firebreak.node.run.NodeClock;
import java.nio.file.Path;
import java.util.logging.Level;

/// A node as a process of its own: serves the home it is given until it is stopped or killed.
final class ServeChild {
    private ServeChild() {}

    public static void main(String[] args) throws Exception {
        LogSetup.toStandardError(Level.INFO);
        try (Secret passphrase = Parties.secret(Parties.PASSPHRASE);
                Serving serving = Serving.start(Home.at(Path.of(args[0])), passphrase, new NodeClock())) {
            serving.await();
        }
    }
}
