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

    private final Map<String, Session> byName = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /// @return the token, shown once; empty when too many are signed in
    Optional<String> open(String officer) {
        byName.values().removeIf(session -> Instant.now().isAfter(session.expires()));
        if (byName.size() >= MOST) {
            return Optional.empty();
        }
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        String token = Bytes.wrap(drawn).base64Url();
        byName.put(key(token), new Session(officer, Instant.now().plus(LIFETIME)));
        return Optional.of(token);
    }

    /// The session that this token opens, by a name that is no secret and opens nothing.
    Optional<String> find(String token) {
        String session = key(token);
        return officer(session).map(_ -> session);
    }

    /// The name of the officer whose session it is.
    Optional<String> officer(String session) {
        return Optional.ofNullable(byName.get(session))
                .filter(known -> Instant.now().isBefore(known.expires()))
                .map(Session::officer);
    }

    void close(String session) {
        byName.remove(session);
    }

    void closeAll(String officer) {
        byName.values().removeIf(session -> session.officer().equals(officer));
    }

    private static String key(String token) {
        return Hash.of(Bytes.ofUtf8(token)).hex();
    }
}
