package firebreak.drill.script;

import firebreak.charter.PostCode;
import firebreak.note.Precedence;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How the scripted officers of one case behave towards notes addressed to them. What they write is the case's;
/// this says only how they receive.
///
/// @param paces by precedence, in the case's own time
/// @param never posts where nobody reads or acknowledges anything
public record Habits(Map<Precedence, Pace> paces, List<PostCode> never) {
    /// @param read from the note's delivery until it is read
    /// @param acknowledge from the note's delivery until it is acknowledged
    public record Pace(Duration read, Duration acknowledge) {
        public Pace {
            if (read.isNegative() || acknowledge.compareTo(read) < 0) {
                throw new IllegalArgumentException("nobody acknowledges before reading");
            }
        }
    }

    public Habits {
        never = List.copyOf(never);
        for (Precedence precedence : Precedence.values()) {
            if (!paces.containsKey(precedence)) {
                throw new IllegalArgumentException("no pace for " + precedence);
            }
        }
        paces = Collections.unmodifiableMap(new EnumMap<>(paces));
    }

    public boolean answers(PostCode post) {
        return !never.contains(post);
    }

    public Pace pace(Precedence precedence) {
        return paces.getOrDefault(precedence, new Pace(Duration.ZERO, Duration.ZERO));
    }
}
