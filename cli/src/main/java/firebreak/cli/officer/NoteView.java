package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One note as the node tells it. Members that a newer node adds are passed over.
///
/// @param witnessed its witness time, where enough witnesses have signed
/// @param tendered when it was put before each party it is addressed to, as far as that is proved
/// @param disputed whether the owner of its record says that the key that signed it was in wrong hands
/// @param marks all that happened to it, every rung in one list
/// @param astray marks of parties that were shown another leaf at its place
/// @param awaited authors of a joint note whose records do not have it yet
record NoteView(
        String channel,
        LeafRef leaf,
        String reference,
        Instant recorded,
        Optional<Instant> witnessed,
        List<Tendered> tendered,
        Optional<Disputed> disputed,
        List<From> authors,
        Paper paper,
        List<Step> marks,
        List<Step> astray,
        List<String> awaited) {
    private static final List<String> RUNGS =
            List.of("delivered", "held", "read", "acknowledged", "holding", "answered", "amended");

    NoteView {
        tendered = List.copyOf(tendered);
        authors = List.copyOf(authors);
        marks = List.copyOf(marks);
        astray = List.copyOf(astray);
        awaited = List.copyOf(awaited);
    }

    /// @param proved by witnesses; else as claimed, where the channel needs none
    record Tendered(String party, Instant at, boolean proved) {
        static Tendered read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Tendered(fields.string("party"), fields.time("at"), fields.bool("proved"));
        }
    }

    /// A label: the note keeps every effect.
    ///
    /// @param since when its owner said so
    record Disputed(String by, Instant since, Hash revocation) {
        static Disputed read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Disputed(fields.string("by"), fields.time("since"), fields.hash("revocation"));
        }

        String words() {
            return "DISPUTED by its owner " + by + " since " + Shown.second(since);
        }
    }

    /// An author.
    record From(String party, Optional<String> post) {
        static From read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new From(fields.string("party"), fields.optional("post", Fields::asString));
        }

        String name() {
            return post.orElse(party);
        }
    }

    /// One step that a party has taken about the note.
    ///
    /// @param by the leaf that says so
    record Step(String rung, String party, Optional<String> post, Instant at, LeafRef by, Optional<String> reason) {
        static Step read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            return new Step(
                    fields.string("rung"),
                    fields.string("party"),
                    fields.optional("post", Fields::asString),
                    fields.time("at"),
                    fields.required("by", LeafRef::read),
                    fields.optional("reason", Fields::asString));
        }
    }

    static NoteView read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        List<Step> marks = new ArrayList<>();
        for (String rung : RUNGS) {
            marks.addAll(fields.list(rung, Step::read));
        }
        return new NoteView(
                fields.string("channel"),
                fields.required("leaf", LeafRef::read),
                fields.string("reference"),
                fields.time("recorded"),
                fields.optional("witnessed", Fields::asTime),
                fields.optional("tendered", (at, list) -> Fields.asList(at, list, Tendered::read))
                        .orElse(List.of()),
                fields.optional("disputed", Disputed::read),
                fields.list("authors", From::read),
                Paper.read(place, value),
                marks,
                fields.list("astray", Step::read),
                fields.strings("awaited"));
    }

    boolean isBy(String party) {
        return authors.stream().anyMatch(author -> author.party().equals(party));
    }

    boolean has(String rung, String party) {
        return step(rung, party).isPresent();
    }

    Optional<Step> step(String rung, String party) {
        return marks.stream()
                .filter(mark -> mark.rung().equals(rung) && mark.party().equals(party))
                .findFirst();
    }

    String from() {
        return String.join(" ", authors.stream().map(From::name).toList());
    }
}
