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

    /// How much is under way at a node: leaves that others have not taken or whose content was not looked at here, over
    /// all channels of its status, and statements not recorded yet.
    public static long underWay(Json status) throws IOException {
        long underWay = count(status, "working");
        for (Json channel : list(status, "channels")) {
            for (Json one : list(channel, "members")) {
                underWay += count(one, "waiting") + count(one, "unopened");
            }
        }
        return underWay;
    }

    /// How many leaves the node's own records have, over all channels of its status.
    public static long recorded(Json status) throws IOException {
        long recorded = 0;
        for (Json channel : list(status, "channels")) {
            recorded += count(member(channel, "record"), "size");
        }
        return recorded;
    }

    private static long count(Json object, String name) throws IOException {
        if (member(object, name) instanceof Json.Num(double value)) {
            return (long) value;
        }
        throw new IOException("the node's answer has no number in '" + name + "'");
    }
}
