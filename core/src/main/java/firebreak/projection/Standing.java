package firebreak.projection;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Author;

/// Where the last word of a post in one form stands.
///
/// @param note its key
record Standing(int generation, long index, String note) {
    boolean isBefore(Standing other) {
        return generation < other.generation || (generation == other.generation && index < other.index);
    }

    Json toJson() {
        return Json.object()
                .with("generation", generation)
                .with("index", index)
                .with("note", note)
                .build();
    }

    static Standing read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Standing standing = new Standing(
                fields.integer("generation", 0, Author.MAX_GENERATION), fields.integer("index"), fields.string("note"));
        fields.done();
        return standing;
    }
}
