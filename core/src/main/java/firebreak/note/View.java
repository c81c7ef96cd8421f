package firebreak.note;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.util.List;
import java.util.Optional;

/// What the author held of the other members' records of the same channel: for each record the size and
/// root up to which nothing was missing. This is what makes 'crossed' and 'claimed unseen' checkable.
public record View(List<Seen> seen) {
    public static final View NOTHING = new View(List.of());
    public static final int MAX_RECORDS = 1_024;

    /// One record as far as the author held it without a gap.
    public record Seen(PartyCode party, Origin origin, long size, Hash root) {
        Json toJson() {
            return Json.object()
                    .with("party", party.value())
                    .with("origin", origin.text())
                    .with("size", size)
                    .with("root", root)
                    .build();
        }

        static Seen read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            PartyCode party = fields.required("party", PartyCode::read);
            Origin origin = fields.required("origin", Origin::read);
            long size = fields.integer("size");
            Hash root = fields.hash("root");
            fields.done();
            if (size < 0) {
                throw new FormatException(place + ".size", "expected a size from 0 on");
            }
            return new Seen(party, origin, size, root);
        }
    }

    public View {
        seen = List.copyOf(seen);
    }

    public Optional<Seen> of(Origin origin) {
        return seen.stream().filter(record -> record.origin().equals(origin)).findFirst();
    }

    /// Whether the author held this leaf, with everything before it.
    public boolean holds(LeafRef leaf) {
        return of(leaf.origin()).filter(record -> record.size() > leaf.index()).isPresent();
    }

    public Json toJson() {
        return Json.list(seen, Seen::toJson);
    }

    public static View read(String place, Json value) throws FormatException {
        List<Seen> seen = Fields.asList(place, value, Seen::read);
        if (seen.size() > MAX_RECORDS
                || seen.stream().map(Seen::origin).distinct().count() != seen.size()) {
            throw new FormatException(place, "expected each record once and at most " + MAX_RECORDS);
        }
        return new View(seen);
    }
}
