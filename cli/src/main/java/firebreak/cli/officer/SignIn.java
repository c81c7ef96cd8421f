package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.home.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak sign-in`.
@Command(
        name = "sign-in",
        description = "Sign in as an officer; later commands at this home act in that name.",
        footer = {"", "Example:", "  firebreak sign-in --officer petrov --home ru"})
final class SignIn extends HomeCommand {
    @Option(names = "--officer", paramLabel = "NAME", required = true, description = "The officer's name.")
    private String officer = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Holds the password in its first line. Where it is not given, the terminal asks.")
    private @Nullable Path passwordFile;

    SignIn(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, IOException, FormatException {
        Home home = home();
        try (NodeClient node = NodeClient.of(home);
                Secret password = password()) {
            Session session = OfficerCommand.signIn(node, officer, password, world);
            new KeptSessions(world, home).keep(session);
            answer(
                    session.shown(),
                    List.of(session.officer() + " is signed in until " + Shown.minute(session.until()) + ": "
                            + session.duties()));
            return Exit.DONE;
        }
    }

    private Secret password() throws Refusal, IOException {
        return passwordFile != null
                ? SecretFile.read(world.path(passwordFile))
                : world.prompt()
                        .ask("Password of " + officer)
                        .orElseThrow(() ->
                                new Refusal(Exit.USAGE, "nobody to ask for the password: give --password-file FILE"));
    }
}
