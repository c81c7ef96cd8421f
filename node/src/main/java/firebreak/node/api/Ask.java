package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.node.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what requests say.
final class Ask {
    static final int MAX_BODY = 256 * 1024;

    private Ask() {}

    static Fields fields(Request request) throws ApiException {
        try {
            return Fields.of("request", Canonical.readLoose("request", request.body(), MAX_BODY));
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    static Json.Obj object(Request request) throws ApiException {
        try {
            if (Canonical.readLoose("request", request.body(), MAX_BODY) instanceof Json.Obj object) {
                return object;
            }
            throw ApiException.wrong("request: expected an object");
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    static PostCode post(String text) throws ApiException {
        try {
            return PostCode.parse("post", text);
        } catch (FormatException malformed) {
            throw ApiException.wrong(malformed.reason());
        }
    }

    /// A channel by its label or its hash, in full or by an unambiguous beginning.
    static Channel channel(State state, String name) throws ApiException {
        List<Channel> found = state.channels().values().stream()
                .filter(channel -> state.agreement(channel).label().equals(name)
                        || (name.length() >= 8 && channel.id().hash().hex().startsWith(name)))
                .toList();
        if (found.size() > 1) {
            throw ApiException.wrong("several channels are called '" + name + "': name one by its hash");
        }
        if (found.isEmpty()) {
            throw ApiException.notFound("there is no channel '" + name + "' here");
        }
        return found.getFirst();
    }

    /// What follows a folder in the path, percent-decoded.
    static String rest(Request request, String folder) {
        String tail = request.path().substring(folder.length());
        return URLDecoder.decode(tail, StandardCharsets.UTF_8);
    }
}
