package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.util.List;

/// A stored row that says which receipts came before the leaf they name.
final class Awaiting {
    private static final int MAX_ROW = 8 << 20;

    private Awaiting() {}

    static Json write(List<LeafRef> receipts) {
        return Json.list(receipts, LeafRef::toJson);
    }

    static List<LeafRef> read(Bytes row) {
        try {
            return Fields.asList("awaiting", Canonical.read("awaiting", row, MAX_ROW), LeafRef::read);
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged row: " + damaged.getMessage(), damaged);
        }
    }
}
