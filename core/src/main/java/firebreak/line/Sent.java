package firebreak.line;

import java.time.Duration;
import java.util.Optional;

/// One frame this end has sent, as its history tells it.
///
/// @param counter of the frame
/// @param at when it was sent
/// @param scheduled false for a frame that answered one of the peer's
/// @param answeredAfter how long until the first frame that echoed it was heard
public record Sent(long counter, Nonce nonce, Moment at, boolean scheduled, Optional<Duration> answeredAfter) {
    Sent answered(Moment now) {
        return answeredAfter.isPresent()
                ? this
                : new Sent(
                        counter, nonce, at, scheduled, Optional.of(now.running().minus(at.running())));
    }
}
