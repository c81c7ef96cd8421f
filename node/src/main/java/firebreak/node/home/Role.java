package firebreak.node.home;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;

/// What an officer may do for a post. One person may hold several; drafting and releasing one note always takes two
/// people.
public enum Role {
    /// Reads, acknowledges, unlocks and locks.
    WATCH("watch"),
    /// Drafts notes.
    DRAFT("draft"),
    /// Releases what another has drafted, or returns it.
    RELEASE("release");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Role parse(String place, String word) throws FormatException {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return role;
            }
        }
        throw new FormatException(place, "expected watch, draft or release");
    }

    static Role read(String place, Json value) throws FormatException {
        return parse(place, Fields.asString(place, value));
    }
}
