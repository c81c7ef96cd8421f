package firebreak.projection;

import java.util.List;
import java.util.Optional;

/// Some notes of a longer list.
///
/// @param next where the following page begins; absent on the last
public record NotePage(List<NoteRow> notes, Optional<NoteCursor> next) {
    public NotePage {
        notes = List.copyOf(notes);
    }
}
