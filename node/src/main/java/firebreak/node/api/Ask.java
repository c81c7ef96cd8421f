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

    static Fields fields(Request request) throws FormatException {
        return Fields.of("request", Canonical.readLoose("request", request.body(), MAX_BODY));
    }

    static Json.Obj object(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj object) {
            return object;
        }
        throw new FormatException(place, "expected an object");
    }

    static PostCode post(String text) throws FormatException {
        return PostCode.parse("post", text);
    }

    /// `limit` of a list: how many rows at most; 100 where it is not given.
    static int limit(Request request, int most) throws ApiException {
        return number(request, "limit", 100, most);
    }

    /// A number of the query, from 1.
    ///
    /// @param usual where it is not given
    static int number(Request request, String name, int usual, int most) throws ApiException {
        try {
            int number = Integer.parseInt(request.asked(name).orElse(Integer.toString(usual)));
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // falls through to the one refusal below
        }
        throw ApiException.wrong(name + ": expected a number from 1 to " + most);
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
