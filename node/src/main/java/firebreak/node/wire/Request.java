package firebreak.node.wire;

import firebreak.encoding.Bytes;

/// What another member's node is asked.
///
/// @param target path and query, ASCII, at most 2,048 characters
/// @param body empty for none
/// @param most the most bytes of answer that are taken
public record Request(String method, String target, Bytes body, int most) {
    public static Request get(String target, int most) {
        return new Request("GET", target, Bytes.EMPTY, most);
    }

    public static Request post(String target, Bytes body, int most) {
        return new Request("POST", target, body, most);
    }
}
