package firebreak.node.http;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Text;

/// A whole answer.
///
/// @param status RFC 9110 status code, 200 to 599
/// @param contentType media type of the body; ignored where the body is empty
public record Response(int status, String contentType, Bytes body) {
    public static final String BYTES = "application/octet-stream";
    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain; charset=utf-8";
    /// RFC 9457.
    public static final String PROBLEM = "application/problem+json";

    private static final int MAX_REFUSAL = 64 << 10;
    private static final int REASON_CHARS = 300;
    private static final String NO_REASON = "without a reason";

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("no final HTTP status: " + status);
        }
    }

    public static Response bytes(Bytes body) {
        return new Response(200, BYTES, body);
    }

    public static Response json(Json body) {
        return new Response(200, JSON, Canonical.write(body));
    }

    public static Response text(String body) {
        return new Response(200, TEXT, Bytes.ofUtf8(body));
    }

    /// Nothing to say (204).
    public static Response done() {
        return new Response(204, BYTES, Bytes.EMPTY);
    }

    /// A refusal with its reason as a plain sentence in `detail` (RFC 9457).
    public static Response refused(int status, String reason) {
        return problem(Json.object(), status, reason);
    }

    /// The same with a word for programs in `code`.
    public static Response refused(int status, String code, String reason) {
        return problem(Json.object().with("code", code), status, reason);
    }

    private static Response problem(Json.Builder problem, int status, String reason) {
        Json whole = problem.with("status", status)
                .with("detail", Text.printable(reason, 1_000))
                .build();
        return new Response(status, PROBLEM, Canonical.write(whole));
    }

    public boolean ok() {
        return status < 300;
    }

    /// What a refusal that came from elsewhere says of itself, for people.
    public String reason() {
        try {
            Json problem = Canonical.readLoose("refusal", body, MAX_REFUSAL);
            return Fields.of("refusal", problem)
                    .optional("detail", Fields::asString)
                    .map(detail -> Text.printable(detail, REASON_CHARS))
                    .filter(detail -> !detail.isBlank())
                    .orElse(NO_REASON);
        } catch (FormatException foreign) {
            return NO_REASON;
        }
    }
}
