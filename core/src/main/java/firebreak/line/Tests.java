package firebreak.line;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What this end has sent and what of it was answered.
///
/// @param sent how many frames so far; the counter of the last one
/// @param history the last frames, oldest first, at most [#HISTORY]
/// @param answered the newest frame that was answered
record Tests(long sent, List<Sent> history, Optional<Sent> answered) {
    static final int HISTORY = 32;
    static final Tests NONE = new Tests(0, List.of(), Optional.empty());

    Tests {
        history = List.copyOf(history);
    }

    Tests sending(Nonce nonce, Moment now, boolean scheduled) {
        Sent next = new Sent(sent + 1, nonce, now, scheduled, Optional.empty());
        List<Sent> kept = history.size() < HISTORY ? history : history.subList(1, HISTORY);
        return new Tests(sent + 1, Stream.concat(kept.stream(), Stream.of(next)).toList(), answered);
    }

    /// The frame that an echo answers, if it answers one that is newer than all answered before and was sent
    /// within the time given. So nothing that is repeated or comes late makes the line look alive again.
    Optional<Sent> advancedBy(Nonce echo, Moment now, Duration within) {
        return history.stream()
                .filter(frame -> frame.nonce().equals(echo))
                .filter(frame -> frame.counter() > answered.map(Sent::counter).orElse(0L))
                .filter(frame -> now.running().minus(frame.at().running()).compareTo(within) <= 0)
                .findFirst();
    }

    Tests answering(Sent frame, Moment now) {
        Sent done = frame.answered(now);
        return new Tests(
                sent,
                history.stream()
                        .map(other -> other.counter() == done.counter() ? done : other)
                        .toList(),
                Optional.of(done));
    }
}
