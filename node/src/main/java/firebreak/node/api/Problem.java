package firebreak.node.api;

/// Why a request is refused, as programs read it (`code` of the answer, RFC 9457). The words are part of the public
/// interface and never change.
enum Problem {
    /// The request cannot be understood, or says what no request may.
    WRONG_REQUEST(400, "wrong-request"),
    /// Nobody is signed in with that token, or no longer.
    NOT_SIGNED_IN(401, "not-signed-in"),
    /// The officer's name or password.
    WRONG_PASSWORD(401, "wrong-password"),
    /// This officer may not do that.
    NOT_PERMITTED(403, "not-permitted"),
    /// The officer acts for the post, but that is not its passphrase.
    WRONG_PASSPHRASE(403, "wrong-passphrase"),
    NOT_FOUND(404, "not-found"),
    /// Understood, permitted, and refused by a rule of the line.
    REFUSED(409, "refused"),
    /// Wait a minute.
    TOO_MANY(429, "too-many"),
    /// The node is not right.
    FAULT(500, "fault"),
    /// Nothing was done; the same request may succeed later.
    NOT_NOW(503, "not-now"),
    /// Asked for and not done yet: it may still be done, so look before asking again.
    PENDING(503, "pending");

    private final int status;
    private final String code;

    Problem(int status, String code) {
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
