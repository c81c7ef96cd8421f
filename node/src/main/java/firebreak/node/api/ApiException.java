package firebreak.node.api;

import firebreak.node.http.Response;

/// A request that is refused, with the sentence the person who made it will read.
final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    ApiException(Problem problem, String sentence) {
        super(sentence);
        this.problem = problem;
    }

    Response response() {
        return Response.refused(problem.status(), problem.code(), String.valueOf(getMessage()));
    }

    static ApiException notFound(String what) {
        return new ApiException(Problem.NOT_FOUND, what);
    }

    static ApiException forbidden(String why) {
        return new ApiException(Problem.NOT_PERMITTED, why);
    }

    static ApiException wrong(String why) {
        return new ApiException(Problem.WRONG_REQUEST, why);
    }

    static ApiException conflict(String why) {
        return new ApiException(Problem.REFUSED, why);
    }
}
