package firebreak.cli.officer;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `firebreak sign-out`. Forgets the session here even where the node has forgotten it already or does not run.
@Command(
        name = "sign-out",
        description = "Sign an officer out, at the node and here. Other terminals stay signed in.",
        footer = {
            "",
            "Examples:",
            "  firebreak sign-out --officer petrov --home ru",
            "  firebreak sign-out --officer petrov --all --home ru    (everywhere)"
        })
final class SignOut extends HomeCommand {
    @Option(names = "--officer", paramLabel = "NAME", description = "Who. Usual: who signed in last.")
    private @Nullable String officer;

    @Option(names = "--all", description = "End every session of the officer, on whatever terminal.")
    private boolean all;

    SignOut(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, IOException, FormatException {
        Home home = home();
        KeptSessions kept = new KeptSessions(world, home);
        Session session = kept.acting(Optional.ofNullable(officer), next("sign-in --officer NAME"));
        kept.drop(session.officer());
        boolean told = tell(home, session, all);
        answer(
                Json.object()
                        .with("officer", session.officer())
                        .with("told", told)
                        .build(),
                List.of(session.officer() + " is signed out" + (all && told ? " everywhere" : "")
                        + (told ? "" : " here; the node knew no such session any more or does not run")));
        return Exit.DONE;
    }

    private static boolean tell(Home home, Session session, boolean all) throws IOException, FormatException {
        try (NodeClient node = NodeClient.of(home)) {
            Json asked = Json.object().with("all", all).build();
            return node.post("/v1/sign-out", session.token(), asked) instanceof Reply.Given;
        } catch (Refusal notRunning) {
            return false;
        }
    }
}
