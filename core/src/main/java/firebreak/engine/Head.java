package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;

/// Size and root of a record, as somebody stated them.
public record Head(long size, Hash root) {
    public Json toJson() {
        return Json.object().with("size", size).with("root", root).build();
    }

    public static Head read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Head head = new Head(fields.integer("size"), fields.hash("root"));
        fields.done();
        return head;
    }
}
