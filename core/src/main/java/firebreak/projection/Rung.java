package firebreak.projection;

import firebreak.encoding.FormatException;
import firebreak.note.Amends;
import firebreak.note.Content;
import firebreak.note.Receipt;
import java.util.Arrays;
import java.util.Optional;

/// One step that a note can take after it was recorded. Which of several equal steps is kept is said per rung,
/// so that a row is of bounded size whatever a lying member records.
public enum Rung {
    DELIVERED("delivered", Keep.FIRST),
    HELD("held", Keep.LAST),
    READ("read", Keep.FIRST),
    ACKNOWLEDGED("acknowledged", Keep.FIRST),
    /// A holding reply: moves the deadline, ends no wait. The last one counts.
    HOLDING("holding", Keep.LAST),
    REPLY("reply", Keep.FIRST),
    DECLINE("decline", Keep.FIRST),
    CORRECTED("corrected", Keep.LAST),
    CANCELLED("cancelled", Keep.FIRST),
    SUPERSEDED("superseded", Keep.LAST);

    /// Which of several equal steps of one party and post stays, by the time it states.
    enum Keep {
        FIRST,
        LAST
    }

    private final String word;
    private final Keep keep;

    Rung(String word, Keep keep) {
        this.word = word;
        this.keep = keep;
    }

    public String word() {
        return word;
    }

    Keep keep() {
        return keep;
    }

    /// Whether this step ends the wait for an answer.
    public boolean answers() {
        return this == REPLY || this == DECLINE;
    }

    /// Whether this step is what a later note of its author did to the note.
    public boolean amends() {
        return this == CORRECTED || this == CANCELLED || this == SUPERSEDED;
    }

    static Rung of(Receipt.Kind kind) {
        return switch (kind) {
            case DELIVERED -> DELIVERED;
            case HELD -> HELD;
            case READ -> READ;
            case ACKNOWLEDGED -> ACKNOWLEDGED;
        };
    }

    static Optional<Rung> of(Content.Answer answer) {
        return switch (answer) {
            case NONE -> Optional.empty();
            case HOLDING -> Optional.of(HOLDING);
            case REPLY -> Optional.of(REPLY);
            case DECLINE -> Optional.of(DECLINE);
        };
    }

    static Rung of(Amends.Act act) {
        return switch (act) {
            case CORRECTS -> CORRECTED;
            case CANCELS -> CANCELLED;
            case SUPERSEDES -> SUPERSEDED;
        };
    }

    static Rung parse(String place, String word) throws FormatException {
        return Arrays.stream(values())
                .filter(rung -> rung.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new FormatException(place, "expected the word of a rung such as delivered"));
    }
}
