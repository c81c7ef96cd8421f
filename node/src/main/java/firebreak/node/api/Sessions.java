package firebreak.node.api;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Signed-in officers by token. A token is kept only as its hash and ends with the node.
public final class Sessions {
    /// A watch and its handover.
    public static final Duration LIFETIME = Duration.ofHours(9);

    private static final int MOST = 1_000;
    private static final int TOKEN_BYTES = 32;

    /// @param officer the officer's name
    private record Session(String officer, Instant expires) {}

    private final Map<Hash, Session> byToken = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /// @return the token, shown once; empty when too many are signed in
    Optional<String> open(String officer) {
        byToken.values().removeIf(session -> Instant.now().isAfter(session.expires()));
        if (byToken.size() >= MOST) {
            return Optional.empty();
        }
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        String token = Bytes.wrap(drawn).base64Url();
        byToken.put(key(token), new Session(officer, Instant.now().plus(LIFETIME)));
        return Optional.of(token);
    }

    /// The name of the officer who holds this token.
    public Optional<String> officer(String token) {
        return Optional.ofNullable(byToken.get(key(token)))
                .filter(session -> Instant.now().isBefore(session.expires()))
                .map(Session::officer);
    }

    void close(String officer) {
        byToken.values().removeIf(session -> session.officer().equals(officer));
    }

    private static Hash key(String token) {
        return Hash.of(Bytes.ofUtf8(token));
    }
}
