package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;

/// A signed-in officer in front of the running node.
///
/// @param signIn the command with which the officer would sign in again
record Desk(NodeClient node, Session session, String signIn) {
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
        return reply;
    }
}
