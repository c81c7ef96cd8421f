package firebreak.drill.chronology;

import firebreak.encoding.Json;
import firebreak.note.Note;
import firebreak.note.NoteLimits;
import java.util.List;
import java.util.Optional;

/// One event of a case.
///
/// @param from parties, posts, or the public; each once, at least one
/// @param to parties, posts, the public, outsiders; empty for an act
/// @param via whom it passed through
/// @param medium the file's `channel`: the means in words, such as `telephone, minister to minister`
/// @param refs earlier events this one answers or depends on
/// @param basis `source`, `memory`, or `invented`
/// @param rest every key this reader does not know, kept; scalars as text
public record CaseEvent(
        EventId id,
        CaseTime time,
        List<Code> from,
        List<Code> to,
        List<Code> via,
        Kind kind,
        List<EventId> refs,
        String summary,
        Optional<String> medium,
        Optional<String> basis,
        Optional<String> source,
        Json.Obj rest) {
    /// The basis of events that a variant adds or replaces.
    public static final String INVENTED = "invented";

    /// A joint note has no more authors.
    public static final int MAX_SENDERS = Note.MAX_AUTHORS;
    /// Of `to`, and again of `via`; a note lists no more outsiders.
    public static final int MAX_ADDRESSEES = NoteLimits.OUTSIDE;
    /// A note refers to no more leaves.
    public static final int MAX_REFS = NoteLimits.REFS;

    /// Characters of `summary`, `channel` and `source`: what every form has room for.
    public static final int MAX_SUMMARY = 4_000;

    public static final int MAX_MEDIUM = 200;
    public static final int MAX_SOURCE = 1_000;

    public CaseEvent {
        from = List.copyOf(from);
        to = List.copyOf(to);
        via = List.copyOf(via);
        refs = List.copyOf(refs);
        if (from.isEmpty()) {
            throw new IllegalArgumentException("every event comes from somebody");
        }
    }

    /// Whether it never happened and stands here as part of a variant.
    public boolean invented() {
        return basis.filter(INVENTED::equals).isPresent();
    }
}
