package firebreak.drill.nodes;

import firebreak.encoding.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Reads what a node answers. A member that its public interface promises and that is not there, or of another kind,
/// is an [IOException]: whoever answers is no node of this version.
public final class Answer {
    private Answer() {}

    public static Json member(Json object, String name) throws IOException {
        if (object instanceof Json.Obj(Map<String, Json> members)) {
            Json value = members.get(name);
            if (value != null) {
                return value;
            }
        }
        throw new IOException("the node's answer lacks '" + name + "'");
    }

    public static String text(Json object, String name) throws IOException {
        if (member(object, name) instanceof Json.Str(String value)) {
            return value;
        }
        throw new IOException("the node's answer has no text in '" + name + "'");
    }

    public static List<Json> list(Json object, String name) throws IOException {
        if (member(object, name) instanceof Json.Arr(List<Json> items)) {
            return items;
        }
        throw new IOException("the node's answer has no list in '" + name + "'");
    }

    /// How many leaves others have not taken or are missing here, over all channels of a status.
    public static long outstanding(Json status) throws IOException {
        long waiting = 0;
        for (Json channel : list(status, "channels")) {
            for (Json one : list(channel, "members")) {
                waiting += count(one, "waiting");
            }
        }
        return waiting;
    }

    private static long count(Json object, String name) throws IOException {
        if (member(object, name) instanceof Json.Num(double value)) {
            return (long) value;
        }
        throw new IOException("the node's answer has no number in '" + name + "'");
    }
}
