package firebreak.node.api;

import firebreak.node.home.Config;
import firebreak.node.home.Home;
import firebreak.node.http.Route;
import firebreak.node.joint.Circulars;
import firebreak.node.mailbox.Tendering;
import firebreak.node.run.Node;
import firebreak.node.witness.Cosigning;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The whole public interface of a node: every route, and who holds a token.
public final class Api {
    private final Sessions sessions = new Sessions();
    private final List<Route> open = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private final String consoleToken;

    /// @param consoleToken known to whoever can read the node's home
    /// @param stop what to do when the console asks the node to stop
    public Api(
            Node node,
            Circulars circulars,
            Cosigning cosigning,
            Tendering tendering,
            Config config,
            Home home,
            StatusRoutes.Lines lines,
            String consoleToken,
            Runnable stop) {
        this.consoleToken = consoleToken;
        OfficerList officers = new OfficerList(home);
        Guard guard = new Guard(officers, sessions);
        Audit audit = new Audit(node.loop(), node.parts().clock());
        NoteRoutes notes = new NoteRoutes(node, audit, cosigning, tendering);
        SignInRoutes signIn = new SignInRoutes(officers, sessions, audit);
        open.add(signIn.open());
        routes.add(signIn.signOut(guard));
        routes.addAll(new PostRoutes(node, audit).routes(guard));
        routes.addAll(new DraftRoutes(node, audit, notes::leaf).routes(guard));
        routes.addAll(new JointRoutes(node, circulars, audit, notes::leaf).routes(guard));
        routes.addAll(notes.routes(guard));
        routes.addAll(new StatusRoutes(node, config, home, lines, cosigning).routes(guard));
        routes.addAll(new LineRoutes(node, lines).routes(guard));
        routes.addAll(new HeldRoutes(node, audit).routes(guard));
        routes.addAll(new CourierRoutes(node).routes(guard));
        routes.addAll(new ConsoleRoutes(node, config.mode(), home, stop).routes(guard));
    }

    /// Routes that need no token: signing in.
    public List<Route> open() {
        return List.copyOf(open);
    }

    /// Routes that need a token.
    public List<Route> guarded() {
        return List.copyOf(routes);
    }

    /// Who holds this token: an officer's session, the console, or nobody.
    public Optional<String> holder(String token) {
        boolean console = MessageDigest.isEqual(bytes(token), bytes(consoleToken));
        return console ? Optional.of(Guard.CONSOLE) : sessions.find(token);
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
