package firebreak.charter;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.PublicPair;
import java.util.List;

/// A party to a charter with its root: `threshold` of these holders speak for the party itself.
///
/// @param name the party's own name, for people
/// @param threshold how many root holders must sign, 1 to the number of roots
public record Party(PartyCode code, String name, int threshold, List<Root> roots) {
    public static final int MAX_ROOTS = 16;

    /// One root holder; the key is kept offline.
    public record Root(String holder, PublicPair keys) {
        Json toJson() {
            return Json.object()
                    .with("holder", holder)
                    .with("keys", keys.toJson())
                    .build();
        }

        static Root read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Root root = new Root(Limits.name(fields, "holder"), fields.required("keys", PublicPair::read));
            fields.done();
            return root;
        }
    }

    public Party {
        roots = List.copyOf(roots);
        if (threshold < 1 || threshold > roots.size()) {
            throw new IllegalArgumentException("the threshold lies between 1 and the number of roots");
        }
    }

    public Json toJson() {
        return Json.object()
                .with("code", code.value())
                .with("name", name)
                .with("threshold", threshold)
                .with("roots", Json.list(roots, Root::toJson))
                .build();
    }

    public static Party read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        PartyCode code = fields.required("code", PartyCode::read);
        String name = Limits.name(fields, "name");
        List<Root> roots = Limits.list(fields, "roots", 1, MAX_ROOTS, Root::read);
        int threshold = fields.integer("threshold", 1, roots.size());
        fields.done();
        Limits.distinct(place + ".roots", roots, Root::holder);
        Limits.distinct(
                place + ".roots",
                roots.stream().flatMap(root -> root.keys().keyIds().stream()).toList(),
                key -> key);
        return new Party(code, name, threshold, roots);
    }
}
