package firebreak.charter;

import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import java.util.Arrays;

/// A key that a revocation names.
///
/// @param hash of a pair, or of the keys of checkpoints: SHA-256 of their canonical JSON; of a TLS key: its pin
public record RevokedKey(Use use, Hash hash) {
    /// What the key was for.
    public enum Use {
        POST("post"),
        NODE("node"),
        RECORD("record"),
        TLS("tls");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public static RevokedKey ofPost(PostEntry post) {
        return new RevokedKey(Use.POST, post.signing().hash());
    }

    public static RevokedKey ofNode(NodeEntry node) {
        return new RevokedKey(Use.NODE, node.signing().hash());
    }

    public static RevokedKey ofRecord(NodeEntry node) {
        return new RevokedKey(Use.RECORD, Canonical.hash(node.record().toJson()));
    }

    public static RevokedKey ofTls(NodeEntry node) {
        return new RevokedKey(Use.TLS, node.tls());
    }

    /// Whether a manifest names this key for this use.
    public boolean isNamedBy(Manifest manifest) {
        NodeEntry node = manifest.node();
        return switch (use) {
            case POST -> manifest.posts().stream().anyMatch(post -> equals(ofPost(post)));
            case NODE -> equals(ofNode(node));
            case RECORD -> equals(ofRecord(node));
            case TLS -> equals(ofTls(node));
        };
    }

    Json toJson() {
        return Json.object().with("use", use.word()).with("hash", hash).build();
    }

    static RevokedKey read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        String word = fields.string("use");
        Use use = Arrays.stream(Use.values())
                .filter(known -> known.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FormatException(place + ".use", "expected post, node, record or tls"));
        RevokedKey key = new RevokedKey(use, fields.hash("hash"));
        fields.done();
        return key;
    }
}
