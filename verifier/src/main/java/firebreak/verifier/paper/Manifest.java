package firebreak.verifier.paper;

import firebreak.verifier.sign.KeyPair;
import firebreak.verifier.sign.PublicKey;
import firebreak.verifier.sign.RecordKeys;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A party's keys: its node's and its posts'.
///
/// @param charter the first version of the charter it belongs to
public record Manifest(String mode, Hash charter, String party, Version version, Node node, List<Post> posts)
        implements Document {
    static final int MOST_POSTS = 128;
    private static final int MOST_ADDRESSES = 8;
    private static final int MOST_PORT = 65_535;

    /// @param signing for what the node says by itself
    /// @param keys these two and the TLS key as a revocation names them
    public record Node(KeyPair signing, RecordKeys record, List<Revocation.Key> keys) {
        /// The pair as a revocation names it.
        public Revocation.Key pair() {
            return keys.getFirst();
        }

        /// The keys of checkpoints as a revocation names them.
        public Revocation.Key checkpoints() {
            return keys.get(1);
        }
    }

    /// @param notBefore when its keys begin to count; `notAfter` is the first instant at which they do not
    /// @param key the pair as a revocation names it
    public record Post(
            String code, KeyPair signing, Revocation.Key key, Bytes recipient, Instant notBefore, Instant notAfter) {
        public boolean isValidAt(Instant time) {
            return !time.isBefore(notBefore) && time.isBefore(notAfter);
        }
    }

    static Manifest read(Members members) throws Malformed {
        Manifest manifest = new Manifest(
                members.need("mode", Names::mode),
                members.hash("charter"),
                members.need("party", Names::party),
                members.need("version", Version::read),
                members.need("node", Manifest::node),
                members.list("posts", 0, MOST_POSTS, Manifest::post));
        String place = members.place("posts");
        Members.once(place, manifest.posts.stream().map(Post::code).toList());
        Members.once(place, manifest.posts.stream().map(Post::recipient).toList());
        Members.once(place, signingKeys(manifest));
        return manifest;
    }

    private static List<PublicKey> signingKeys(Manifest manifest) {
        return Stream.concat(
                        Stream.of(manifest.node.signing),
                        manifest.posts.stream().map(Post::signing))
                .flatMap(pair -> pair.keys().stream())
                .toList();
    }

    private static Node node(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Node node = new Node(
                members.need("signing", KeyPair::read),
                members.need("record", RecordKeys::read),
                List.of(
                        new Revocation.Key("node", members.need("signing", Manifest::hash)),
                        new Revocation.Key("record", members.need("record", Manifest::hash)),
                        new Revocation.Key("tls", members.hash("tls"))));
        members.list("addresses", 0, MOST_ADDRESSES, Manifest::address);
        members.end();
        return node;
    }

    private static Hash hash(String place, Json value) {
        return Canonical.hash(value);
    }

    private static Post post(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        members.need("title", Names::visible);
        Post post = new Post(
                members.need("code", Names::post),
                members.need("signing", KeyPair::read),
                new Revocation.Key("post", members.need("signing", Manifest::hash)),
                members.need("recipient", Recipient::read),
                members.time("notBefore"),
                members.time("notAfter"));
        members.end();
        if (!post.notBefore.isBefore(post.notAfter)) {
            throw new Malformed(members.place("notAfter"), "expected a time after notBefore");
        }
        return post;
    }

    /// `https://host:port` and nothing else.
    private static String address(String place, Json value) throws Malformed {
        String text = Members.text(place, value);
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host != null
                    && uri.getPort() >= 1
                    && uri.getPort() <= MOST_PORT
                    && text.startsWith("https://" + host + ":")
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null) {
                return text;
            }
        } catch (URISyntaxException noAddress) {
            // refused below
        }
        throw new Malformed(place, "expected an address such as https://node.example:7443");
    }

    /// Every key that a revocation can name.
    Stream<Revocation.Key> revocable() {
        return Stream.concat(node.keys.stream(), posts.stream().map(Post::key));
    }

    public Optional<Post> post(String code) {
        return posts.stream().filter(post -> post.code.equals(code)).findFirst();
    }
}
