package firebreak.node.api;

/// A request that is refused, with the sentence the person who made it will read.
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    static ApiException notFound(String what) {
        return new ApiException(404, what);
    }

    static ApiException forbidden(String why) {
        return new ApiException(403, why);
    }

    static ApiException wrong(String why) {
        return new ApiException(400, why);
    }

    static ApiException conflict(String why) {
        return new ApiException(409, why);
    }
}
