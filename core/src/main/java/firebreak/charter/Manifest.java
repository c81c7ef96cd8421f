package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.KeyId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A party's current keys: its node and its posts. Signed by the threshold of the party's own root.
///
/// @param charter the hash of the *first* version of the charter it belongs to
public record Manifest(
        Mode mode, Hash charter, PartyCode party, Version version, NodeEntry node, List<PostEntry> posts) {
    /// How long after a manifest has taken effect the TLS key of the one before still opens a connection.
    public static final Duration OVERLAP = Duration.ofDays(1);

    public static final String TYPE = "manifest";

    public Manifest {
        posts = List.copyOf(posts);
    }

    public Optional<PostEntry> post(PostCode code) {
        return posts.stream().filter(post -> post.code().equals(code)).findFirst();
    }

    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("mode", mode.toJson())
                .with("charter", charter)
                .with("party", party.value())
                .with("version", version.toJson())
                .with("node", node.toJson())
                .with("posts", Json.list(posts, PostEntry::toJson))
                .build();
    }

    public Bytes payload() {
        return Canonical.write(toJson());
    }

    public Hash hash() {
        return Hash.of(payload());
    }

    public static Manifest parse(String place, Bytes payload) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, payload, Limits.DOCUMENT_BYTES));
        fields.expect("type", TYPE);
        Manifest manifest = new Manifest(
                fields.required("mode", Mode::read),
                fields.hash("charter"),
                fields.required("party", PartyCode::read),
                fields.required("version", Version::read),
                fields.required("node", NodeEntry::read),
                Limits.list(fields, "posts", 0, Limits.POSTS, PostEntry::read));
        fields.done();
        Limits.distinct(place + ".posts", manifest.posts(), PostEntry::code);
        Limits.distinct(place + ".posts", manifest.posts(), PostEntry::recipient);
        Limits.distinct(place, signingKeys(manifest), key -> key);
        return manifest;
    }

    /// Every single key, so that nobody who unlocks one post can speak for another, or the node for any.
    private static List<KeyId> signingKeys(Manifest manifest) {
        return Stream.concat(
                        Stream.of(manifest.node().signing()),
                        manifest.posts().stream().map(PostEntry::signing))
                .flatMap(pair -> pair.keyIds().stream())
                .toList();
    }
}
