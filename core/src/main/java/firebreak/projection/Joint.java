package firebreak.projection;

import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where one joint note stands by now. All its authors sign the same payload and each puts it into its own
/// record; until every one has, it is proposed and binds nobody.
///
/// @param recorded by author, the first leaf that holds it
record Joint(SortedMap<PartyCode, LeafRef> recorded) {
    static final Joint NOWHERE = new Joint(new TreeMap<>());

    Joint {
        recorded = Collections.unmodifiableSortedMap(new TreeMap<>(recorded));
    }

    Joint with(PartyCode party, LeafRef leaf) {
        SortedMap<PartyCode, LeafRef> more = new TreeMap<>(recorded);
        more.merge(party, leaf, (known, found) -> known.compareTo(found) <= 0 ? known : found);
        return new Joint(more);
    }

    /// The authors whose records do not have it yet.
    List<PartyCode> awaited(Note note) {
        return note.authors().stream()
                .map(Author::party)
                .filter(party -> !recorded.containsKey(party))
                .toList();
    }

    LeafRef first() {
        return recorded.values().stream().min(LeafRef::compareTo).orElseThrow();
    }

    Json toJson() {
        Json.Builder json = Json.object();
        recorded.forEach((party, leaf) -> json.with(party.value(), leaf.toJson()));
        return json.build();
    }

    static Joint read(String place, Json value) throws FormatException {
        if (!(value instanceof Json.Obj object)) {
            throw new FormatException(place, "expected an object");
        }
        Fields fields = Fields.of(place, object);
        SortedMap<PartyCode, LeafRef> recorded = new TreeMap<>();
        for (String party : object.members().keySet()) {
            recorded.put(PartyCode.parse(place, party), fields.required(party, LeafRef::read));
        }
        return new Joint(recorded);
    }
}
