package firebreak.line;

import firebreak.encoding.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// At most two sessions with the peer: first the one that is spoken under, then perhaps another. Two are enough
/// for a restart of the peer, whose new session is learned while the old one is still spoken under; more would
/// let old frames fill memory.
record Sessions(List<Session> held) {
    static final int MOST = 2;
    static final Sessions NONE = new Sessions(List.of());

    Sessions {
        held = List.copyOf(held);
    }

    Optional<Session> with(Bytes ciphertext) {
        return held.stream()
                .filter(session -> session.ciphertext().equals(ciphertext))
                .findFirst();
    }

    /// The session of frames that answer nothing: the last one that proved itself, else the last learned.
    Optional<Session> spoken() {
        return held.stream().findFirst();
    }

    /// A new session takes the second place, the first if nothing proved stands there: an unproved one must
    /// not displace a proved one, because anybody can make a ciphertext.
    Sessions learning(Session fresh) {
        return spoken().filter(Session::proved).isPresent()
                ? new Sessions(List.of(held.getFirst(), fresh))
                : new Sessions(List.of(fresh));
    }

    /// The session changed; a frame under the pair key brings it to the first place.
    Sessions updating(Session changed, boolean first) {
        return first
                ? new Sessions(
                        Stream.concat(Stream.of(changed), others(changed)).toList())
                : new Sessions(held.stream()
                        .map(session -> isSame(session, changed) ? changed : session)
                        .toList());
    }

    private Stream<Session> others(Session changed) {
        return held.stream().filter(session -> !isSame(session, changed));
    }

    private static boolean isSame(Session one, Session other) {
        return one.ciphertext().equals(other.ciphertext());
    }
}
