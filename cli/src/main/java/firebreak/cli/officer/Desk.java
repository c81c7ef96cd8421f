package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;

/// A signed-in officer in front of the running node.
///
/// @param signIn the command with which the officer would sign in again
/// @param others who else is signed in at this home
record Desk(NodeClient node, Session session, String signIn, List<String> others) {
    Desk {
        others = List.copyOf(others);
    }

    Json get(String path) throws Refusal, IOException, FormatException {
        return known(node.get(path, session.token())).json();
    }

    Json post(String path, Json body) throws Refusal, IOException, FormatException {
        return reply(path, body).json();
    }

    Reply reply(String path, Json body) throws Refusal, IOException {
        return known(node.post(path, session.token(), body));
    }

    private Reply known(Reply reply) throws Refusal {
        if (reply instanceof Reply.Refused refused && refused.isOfNobody()) {
            throw new Refusal("the session of " + session.officer()
                    + " has ended, or the node was started again since: sign in with " + signIn);
        }
        if (reply instanceof Reply.Refused refused && refused.isNotPermitted() && !others.isEmpty()) {
            throw new Refusal(refused.sentence() + "; also signed in here: " + String.join(", ", others)
                    + " (act as one of them with --officer NAME)");
        }
        return reply;
    }
}
