package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.Optional;

/// Where a document stands in its chain. Version 1 has no parent; every later one names the hash of the
/// version it follows.
///
/// @param issued when it was drafted, as claimed
/// @param effective from when it should be adopted; past this date without adoption further leaves are held
public record Version(int number, Optional<Hash> parent, Instant issued, Instant effective) {
    public static final int MAX = 100_000;

    public Version {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("versions count from 1 to " + MAX);
        }
        if (parent.isPresent() == (number == 1)) {
            throw new IllegalArgumentException("version 1 has no parent, every later version has one");
        }
    }

    public static Version first(Instant issued) {
        return new Version(1, Optional.empty(), issued, issued);
    }

    public Json toJson() {
        return Json.object()
                .with("number", number)
                .with("parent", parent.orElse(null))
                .with("issued", issued)
                .with("effective", effective)
                .build();
    }

    public static Version read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        int number = fields.integer("number", 1, MAX);
        Optional<Hash> parent = fields.optional("parent", Fields::asHash);
        Instant issued = fields.time("issued");
        Instant effective = fields.time("effective");
        fields.done();
        if (parent.isPresent() == (number == 1)) {
            throw new FormatException(place, "expected a parent exactly in versions after the first");
        }
        return new Version(number, parent, issued, effective);
    }
}
