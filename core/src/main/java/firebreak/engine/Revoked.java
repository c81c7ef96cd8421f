package firebreak.engine;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.Adoption;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.Optional;

/// A revocation as a record has adopted it.
///
/// @param record where the adoption stands, and at which index
/// @param at when, as its owner claims
/// @param good what it states as undisputed
public record Revoked(Origin record, long index, Instant at, Hash revocation, Optional<Adoption.LastGood> good) {
    Json toJson() {
        return Json.object()
                .with("record", record.text())
                .with("index", index)
                .with("at", at)
                .with("revocation", revocation)
                .with("origin", good.map(last -> last.origin().text()).orElse(null))
                .with("size", good.map(last -> Json.of(last.size())).orElse(null))
                .build();
    }

    static Revoked read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Origin record = fields.required("record", Origin::read);
        long index = fields.integer("index");
        Instant at = fields.time("at");
        Hash revocation = fields.hash("revocation");
        Optional<Origin> origin = fields.optional("origin", Origin::read);
        Optional<Long> size = fields.optional("size", Fields::asInteger);
        fields.done();
        return new Revoked(
                record, index, at, revocation, origin.flatMap(of -> size.map(upTo -> new Adoption.LastGood(of, upTo))));
    }
}
