package firebreak.drill.chronology;

import firebreak.charter.Limits;
import firebreak.encoding.Json;
import java.util.List;
import java.util.Optional;

/// A case whose every rule was checked: codes declared, references to earlier events only, no event surely
/// before one that stands above it.
///
/// @param label what must be said with it: for a variant, that it is invented
/// @param events in the order of the file, which holds wherever times do not decide
/// @param rest top-level keys this reader does not know (`sites`, `intervals`, `lessons` …), kept
public record Chronology(
        CaseId id, String title, Optional<String> label, Cast cast, List<CaseEvent> events, Json.Obj rest) {
    public static final String SCHEMA = "chronology/1";
    /// Events of one case.
    public static final int MAX_EVENTS = 10_000;
    /// Parties of one case; a line needs two.
    public static final int MAX_PARTIES = Limits.PARTIES;
    /// Declared posts of one case.
    public static final int MAX_POSTS = Limits.POSTS;

    public Chronology {
        events = List.copyOf(events);
    }
}
