package firebreak.node.wire;

import java.time.Duration;

/// What one node lets others use of it, and how long it waits for them. Every wait is absolute: sending a
/// byte now and then does not lengthen it.
///
/// @param greeting from accepting a connection to its first whole request head, TLS handshake included
/// @param resting from one answer to the next whole request head on a kept connection
/// @param receiving for the body of a request
/// @param working for the handler; past it the connection is closed though the handler goes on
/// @param sending for the peer to take the answer
/// @param handshakes connections at once that have not yet shown a pinned key; more are closed unanswered
/// @param perMember connections at once of one member; more are refused at the handshake
/// @param headBytes request line and header fields together
public record Limits(
        Duration greeting,
        Duration resting,
        Duration receiving,
        Duration working,
        Duration sending,
        int handshakes,
        int perMember,
        int headBytes) {
    public Limits {
        if (handshakes < 1 || perMember < 1 || headBytes < 256) {
            throw new IllegalArgumentException("limits that would refuse everything");
        }
    }

    /// The limits a node runs with.
    public static Limits standard() {
        return new Limits(
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                64,
                16,
                8_192);
    }
}
