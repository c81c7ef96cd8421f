package firebreak.node.wire;

import java.time.Duration;

/// How long a client waits and how much it does at once. Both waits are absolute, as in [Limits].
///
/// @param connecting for the connection and its TLS handshake
/// @param exchanging for one request and its whole answer
/// @param resting how long an unused connection is kept; less than the servers' own, so that the client closes first
/// @param perPeer connections at once to one peer; further requests wait within `exchanging`
public record Patience(Duration connecting, Duration exchanging, Duration resting, int perPeer) {
    public Patience {
        if (perPeer < 1) {
            throw new IllegalArgumentException("a client needs at least one connection");
        }
    }

    /// What a node runs with; fits [Limits#standard].
    public static Patience standard() {
        return new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(4), 8);
    }
}
