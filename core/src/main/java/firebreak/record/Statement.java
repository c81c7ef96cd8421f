package firebreak.record;

import java.time.Instant;

/// What a valid signature line states.
///
/// @param time POSIX seconds, unsigned; 0 where no time is stated
record Statement(VerifierKey by, long time) {
    static final long NO_TIME = 0;

    /// The last second of the year 9999, where RFC 3339 ends.
    static final long MAX_TIME = 253_402_300_799L;

    /// A time that can be written, and not the 0 by which a signer states none.
    static boolean isTime(long time) {
        return time > NO_TIME && time <= MAX_TIME;
    }

    Instant at() {
        return Instant.ofEpochSecond(time);
    }
}
