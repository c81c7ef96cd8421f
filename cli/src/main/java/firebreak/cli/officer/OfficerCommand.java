package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.home.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A command that one officer gives: who signed in last, who is named, or who signs in for this command alone.
abstract class OfficerCommand extends HomeCommand {
    @Option(
            names = "--officer",
            paramLabel = "NAME",
            description = "Who acts, where several are signed in. Usual: who signed in last.")
    private @Nullable String officer;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Sign in for this command alone, with the password in the first line of this file.")
    private @Nullable Path passwordFile;

    OfficerCommand(World world) {
        super(world);
    }

    abstract int act(Desk desk) throws Refusal, IOException, FormatException;

    @Override
    protected final int act() throws Refusal, IOException, FormatException {
        Home home = home();
        KeptSessions kept = new KeptSessions(world, home);
        if (passwordFile == null) {
            Session session = kept.acting(Optional.ofNullable(officer), signInAgain(Optional.ofNullable(officer)));
            try (NodeClient node = NodeClient.of(home)) {
                return act(desk(node, session, kept));
            }
        }
        if (officer == null) {
            throw new Refusal(Exit.USAGE, "--password-file needs --officer NAME");
        }
        try (NodeClient node = NodeClient.of(home);
                Secret password = SecretFile.read(world.path(passwordFile))) {
            return once(node, kept, signIn(node, officer, password, world));
        }
    }

    private String signInAgain(Optional<String> name) {
        return next("sign-in --officer " + name.orElse("NAME"));
    }

    private Desk desk(NodeClient node, Session session, KeptSessions kept)
            throws Refusal, IOException, FormatException {
        List<String> others = kept.all().stream()
                .map(Session::officer)
                .filter(name -> !name.equals(session.officer()))
                .toList();
        return new Desk(node, session, signInAgain(Optional.of(session.officer())), others);
    }

    /// Signed in for this command, and out again after it; other sessions of the same officer go on.
    private int once(NodeClient node, KeptSessions kept, Session session) throws Refusal, IOException, FormatException {
        try {
            return act(desk(node, session, kept));
        } finally {
            node.post("/v1/sign-out", session.token(), Json.object().build()).bytes();
        }
    }

    static Session signIn(NodeClient node, String officer, Secret password, World world)
            throws Refusal, IOException, FormatException {
        Json asked = Json.object()
                .with("officer", officer)
                .with(
                        "password",
                        password.<String, RuntimeException>use(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .build();
        Reply reply = node.signIn(asked);
        if (reply instanceof Reply.Refused refused && refused.isOfNobody()) {
            throw new Refusal(Exit.WRONG_SECRET, refused.sentence());
        }
        return Session.signedIn(reply.json(), world.clock().instant());
    }
}
