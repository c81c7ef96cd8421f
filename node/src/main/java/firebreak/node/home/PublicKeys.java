package firebreak.node.home;

import firebreak.charter.NodeEntry;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.node.wire.TlsIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The public halves of a home's keys, `public.json`: what the next manifest will say. Written when keys are made, so
/// that a manifest can be drafted without anybody's passphrase.
public record PublicKeys(NodeEntry node, List<PostEntry> posts) {
    /// How long a post's keys are used (DESIGN.md section 5, Keys).
    public static final Duration POST_PERIOD = Duration.ofDays(90);

    static final int MAX_BYTES = 1 << 20;

    public PublicKeys {
        posts = List.copyOf(posts);
    }

    /// @param address `https://host:port`
    public static NodeEntry node(NodeKeys keys, String address) {
        return new NodeEntry(
                keys.signing().keys(),
                keys.records().getLast().keys(),
                keys.tls().use(TlsIdentity::fromSeed).spkiHash(),
                List.of(address));
    }

    /// The entry of a post whose keys are current, from when they were made.
    public static PostEntry post(PostCode code, String title, PostSecrets keys) {
        return post(code, title, keys, keys.current().since().plus(POST_PERIOD));
    }

    /// @param until when the keys end
    public static PostEntry post(PostCode code, String title, PostSecrets keys, Instant until) {
        PostSecrets.Period current = keys.current();
        return new PostEntry(
                code, title, current.signing().keys(), current.recipient().recipient(), current.since(), until);
    }

    public Optional<PostEntry> post(PostCode code) {
        return posts.stream().filter(post -> post.code().equals(code)).findFirst();
    }

    /// With this post, in place of one of the same code.
    public PublicKeys with(PostEntry post) {
        List<PostEntry> more = new ArrayList<>(posts);
        more.removeIf(other -> other.code().equals(post.code()));
        more.add(post);
        return new PublicKeys(node, more);
    }

    Json toJson() {
        return Json.object()
                .with("node", node.toJson())
                .with("posts", Json.list(posts, PostEntry::toJson))
                .build();
    }

    static PublicKeys read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        PublicKeys keys =
                new PublicKeys(fields.required("node", NodeEntry::read), fields.list("posts", PostEntry::read));
        fields.done();
        return keys;
    }
}
