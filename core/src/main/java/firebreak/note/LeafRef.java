package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Origin;

/// One leaf of one record, named so that a third party can check it: by origin, index and leaf hash
/// (RFC 6962 section 2.1).
public record LeafRef(Origin origin, long index, Hash leaf) implements Comparable<LeafRef> {
    public LeafRef {
        if (index < 0) {
            throw new IllegalArgumentException("indexes count from 0");
        }
    }

    public Json toJson() {
        return Json.object()
                .with("origin", origin.text())
                .with("index", index)
                .with("leaf", leaf)
                .build();
    }

    public static LeafRef read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Origin origin = fields.required("origin", Origin::read);
        long index = fields.integer("index");
        Hash leaf = fields.hash("leaf");
        fields.done();
        if (index < 0) {
            throw new FormatException(place + ".index", "expected an index from 0 on");
        }
        return new LeafRef(origin, index, leaf);
    }

    @Override
    public int compareTo(LeafRef other) {
        int byOrigin = origin.text().compareTo(other.origin.text());
        return byOrigin != 0 ? byOrigin : Long.compare(index, other.index);
    }
}
