package firebreak.node.witness;

import firebreak.carriage.Bundle;
import firebreak.encoding.FormatException;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Node;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import java.util.regex.Pattern;

/// Shows members of a channel which checkpoints of its records witnesses have signed, own and mirrored ones alike.
public final class CosignedRoutes {
    /// `?origin=ORIGIN&after=SIZE`: a bundle of those that are larger, the smallest first.
    static final String PATH = "/v1/cosigned";

    /// Most in one answer.
    static final int MOST = 64;

    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");

    private final Node node;

    public CosignedRoutes(Node node) {
        this.node = node;
    }

    public Route route() {
        return Route.get(PATH, this::show);
    }

    private Response show(String caller, Request request) {
        String after = request.asked("after").orElse("");
        if (!SIZE.matcher(after).matches() || Long.parseLong(after) >= Merkle.MAX_SIZE) {
            return Response.refused(400, "expected 'after', the size of a record");
        }
        try {
            Origin origin = Origin.parse("origin", request.asked("origin").orElse(""));
            boolean member = node.loop()
                    .state()
                    .channelWith(origin)
                    .filter(channel -> node.members().party(caller, channel).isPresent())
                    .isPresent();
            return member
                    ? Response.bytes(new Bundle(Cosigned.rows(
                                    origin, Long.parseLong(after), node.parts().store(), MOST))
                            .bytes())
                    : Response.refused(404, "no record of that name is known here");
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }
}
