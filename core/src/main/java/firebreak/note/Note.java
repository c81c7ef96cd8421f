package firebreak.note;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.LeafType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// One signed statement of a post in a form. A joint note has one author post of each named party: all
/// sign this same payload, and until every one of them has it in its record it is 'proposed' and binds nobody.
///
/// @param authors in the order of their party codes
/// @param reference the human-readable number, `channel/party/generation/serial`
/// @param drafted, view what the author's node held of the others' records at drafting and at release
public record Note(
        Place place, List<Author> authors, Instant at, String reference, Content content, View drafted, View view)
        implements Statement {
    public static final String TYPE = "note";
    public static final int MAX_AUTHORS = 16;

    public Note {
        authors = List.copyOf(authors);
        if (authors.isEmpty()
                || authors.stream().anyMatch(author -> author.post().isEmpty())) {
            throw new IllegalArgumentException("a note is signed by posts");
        }
    }

    public boolean joint() {
        return authors.size() > 1;
    }

    @Override
    public LeafType leafType() {
        return LeafType.NOTE;
    }

    @Override
    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("place", place.toJson())
                .with("authors", Json.list(authors, Author::toJson))
                .with("at", at)
                .with("reference", reference)
                .with("content", content.toJson())
                .with("drafted", drafted.toJson())
                .with("view", view.toJson())
                .build();
    }

    static Note read(Fields fields) throws FormatException {
        Place place = fields.required("place", Place::read);
        List<Author> authors = fields.list("authors", Author::read);
        Instant at = fields.time("at");
        String reference = NoteLimits.text(fields, "reference", 1, NoteLimits.REFERENCE_CHARS);
        Content content = fields.required("content", Content::read);
        View drafted = fields.required("drafted", View::read);
        View view = fields.required("view", View::read);
        checkAuthors(fields.place() + ".authors", authors);
        return new Note(place, authors, at, reference, content, drafted, view);
    }

    private static void checkAuthors(String place, List<Author> authors) throws FormatException {
        List<Author> sorted =
                authors.stream().sorted(Comparator.comparing(Author::party)).toList();
        boolean distinct = authors.stream().map(Author::party).distinct().count() == authors.size();
        boolean posts = authors.stream().allMatch(author -> author.post().isPresent());
        if (authors.isEmpty() || authors.size() > MAX_AUTHORS || !sorted.equals(authors) || !distinct || !posts) {
            throw new FormatException(
                    place, "expected 1 to " + MAX_AUTHORS + " posts, one of each party, in order of party code");
        }
    }
}
