package firebreak.node.api;

import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Secret;
import firebreak.node.home.Officer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.Unlocked;
import firebreak.node.run.Node;
import java.io.IOException;
import java.util.List;

/// Unlocking and locking posts. Whoever signs in for a post may unlock it with the post's own passphrase.
final class PostRoutes {
    private final Node node;
    private final Audit audit;

    PostRoutes(Node node, Audit audit) {
        this.node = node;
        this.audit = audit;
    }

    List<Route> routes(Guard guard) {
        return List.of(guard.post("/v1/posts/unlock", this::unlock), guard.post("/v1/posts/lock", this::lock));
    }

    private Response unlock(Officer officer, Request request) throws ApiException, FormatException, IOException {
        Fields fields = Ask.fields(request);
        PostCode post = own(officer, fields.string("post"));
        String passphrase = fields.string("passphrase");
        fields.done();
        try (Secret secret = Secret.wrap(Bytes.ofUtf8(passphrase).toArray())) {
            return unlock(officer, post, secret);
        }
    }

    private Response unlock(Officer officer, PostCode post, Secret secret) throws ApiException, IOException {
        Unlocked<KeyName> result = node.unlock(post, secret);
        audit.note(officer, result instanceof Unlocked.Opened ? "unlocked" : "failed to unlock", post.value());
        return switch (result) {
            case Unlocked.Opened<KeyName> _ ->
                Response.json(Json.object().with("unlocked", post.value()).build());
            case Unlocked.WrongPassphrase<KeyName> _ ->
                throw new ApiException(Problem.WRONG_PASSPHRASE, "the passphrase of " + post + " is wrong");
            case Unlocked.Missing<KeyName> _ ->
                throw ApiException.notFound("there are no keys of " + post + " in this node's home");
            case Unlocked.Unusable<KeyName>(String reason) ->
                throw ApiException.conflict("the keys of " + post + " cannot be used: " + reason);
        };
    }

    private Response lock(Officer officer, Request request) throws ApiException, FormatException {
        Fields fields = Ask.fields(request);
        PostCode post = own(officer, fields.string("post"));
        fields.done();
        node.lock(post);
        audit.note(officer, "locked", post.value());
        return Response.json(Json.object().with("locked", post.value()).build());
    }

    private static PostCode own(Officer officer, String name) throws ApiException, FormatException {
        PostCode post = Ask.post(name);
        if (!officer.posts().contains(post)) {
            throw ApiException.forbidden(officer.name() + " does not act for " + post);
        }
        return post;
    }
}
