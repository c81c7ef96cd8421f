package firebreak.cli.officer;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// One officer signed in at one node.
///
/// @param token opens the node's door; not in [#toString]
/// @param roles, posts as the node said when they signed in
/// @param until when the node will forget the token, by this machine's clock
record Session(String officer, String token, List<String> roles, List<String> posts, Instant until) {
    private static final int SECONDS = 60;
    private static final int MOST_MINUTES = 366 * 24 * 60;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,1000}");

    Session {
        roles = List.copyOf(roles);
        posts = List.copyOf(posts);
    }

    /// What the node answers to a sign-in.
    static Session signedIn(Json answer, Instant now) throws FormatException {
        Fields fields = Fields.of("sign-in", answer);
        return new Session(
                fields.string("officer"),
                fields.required("token", Session::token),
                fields.strings("roles"),
                fields.strings("posts"),
                now.plusSeconds((long) SECONDS * fields.integer("minutes", 1, MOST_MINUTES)));
    }

    /// As it may stand in a header (RFC 6750 section 2.1).
    private static String token(String place, Json value) throws FormatException {
        String token = Fields.asString(place, value);
        if (!TOKEN.matcher(token).matches()) {
            throw new FormatException(place, "expected a token of letters, digits and -._~+/=");
        }
        return token;
    }

    Json toJson() {
        return shared().with("token", token).build();
    }

    /// Everything but the token.
    Json shown() {
        return shared().build();
    }

    private Json.Builder shared() {
        return Json.object()
                .with("officer", officer)
                .with("roles", Json.strings(roles))
                .with("posts", Json.strings(posts))
                .with("until", until);
    }

    static Session read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        Session session = new Session(
                fields.string("officer"),
                fields.required("token", Session::token),
                fields.strings("roles"),
                fields.strings("posts"),
                fields.time("until"));
        fields.done();
        return session;
    }

    String duties() {
        return String.join(", ", roles) + " for " + String.join(", ", posts);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "session of %s until %s", officer, until);
    }
}
