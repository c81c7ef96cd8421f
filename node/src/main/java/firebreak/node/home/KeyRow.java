package firebreak.node.home;

import firebreak.charter.Manifest;
import firebreak.charter.NodeEntry;
import firebreak.charter.PostEntry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.seal.Recipient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One key of a home, by its public half.
///
/// @param holder a post's code, or `node`
/// @param hash of a pair or record keys: their canonical JSON; of TLS: the pin; of a recipient: its text
/// @param from, until when a post's keys may be used; keys of the node have no end
/// @param manifests which manifests name it, for example `2 (5be41c07)`
public record KeyRow(
        Use use,
        String holder,
        Hash hash,
        Optional<Instant> from,
        Optional<Instant> until,
        Standing standing,
        List<String> manifests,
        Optional<String> warning) {
    private static final String NODE = "node";

    /// What a key is for, in the order in which people look for it.
    public enum Use {
        NODE_SIGNING,
        TLS,
        CHECKPOINTS,
        POST_SIGNING,
        RECIPIENT;

        /// For people and programs.
        public String word() {
            return switch (this) {
                case NODE_SIGNING, POST_SIGNING -> "signing";
                case TLS -> "tls";
                case CHECKPOINTS -> "checkpoints";
                case RECIPIENT -> "recipient";
            };
        }
    }

    /// How a key stands, the best first.
    public enum Standing {
        /// A manifest in effect names it.
        IN_FORCE,
        /// A manifest that is signed and takes effect later names it.
        COMING,
        /// It is made, and no manifest names it.
        MADE;

        public String word() {
            return switch (this) {
                case IN_FORCE -> "in force";
                case COMING -> "coming";
                case MADE -> "made";
            };
        }
    }

    public KeyRow {
        manifests = List.copyOf(manifests);
    }

    /// All keys that a manifest names.
    static Stream<KeyRow> of(Manifest manifest) {
        List<String> named =
                List.of(manifest.version().number() + " (" + manifest.hash().brief() + ")");
        return Stream.concat(
                of(manifest.node(), named), manifest.posts().stream().flatMap(post -> of(post, named)));
    }

    /// All keys that were made last.
    static Stream<KeyRow> of(PublicKeys made) {
        return Stream.concat(of(made.node(), List.of()), made.posts().stream().flatMap(post -> of(post, List.of())));
    }

    private static Stream<KeyRow> of(NodeEntry node, List<String> named) {
        return Stream.of(
                ofNode(Use.NODE_SIGNING, node.signing().hash(), named),
                ofNode(Use.TLS, node.tls(), named),
                ofNode(Use.CHECKPOINTS, Canonical.hash(node.record().toJson()), named));
    }

    private static KeyRow ofNode(Use use, Hash hash, List<String> named) {
        return new KeyRow(use, NODE, hash, Optional.empty(), Optional.empty(), Standing.MADE, named, Optional.empty());
    }

    private static Stream<KeyRow> of(PostEntry post, List<String> named) {
        return Stream.of(
                ofPost(Use.POST_SIGNING, post, post.signing().hash(), named),
                ofPost(Use.RECIPIENT, post, hash(post.recipient()), named));
    }

    private static Hash hash(Recipient.Hybrid recipient) {
        return Hash.of(Bytes.ofUtf8(recipient.text()));
    }

    private static KeyRow ofPost(Use use, PostEntry post, Hash hash, List<String> named) {
        return new KeyRow(
                use,
                post.code().value(),
                hash,
                Optional.of(post.notBefore()),
                Optional.of(post.notAfter()),
                Standing.MADE,
                named,
                Optional.empty());
    }

    /// The same key wherever it is named.
    String name() {
        return holder + " " + use + " " + hash.hex();
    }

    boolean isOfNode() {
        return holder.equals(NODE);
    }

    KeyRow standing(Standing now) {
        return new KeyRow(use, holder, hash, from, until, now, manifests, warning);
    }

    /// The same key, told of once.
    KeyRow and(KeyRow other) {
        List<String> all = new ArrayList<>(manifests);
        other.manifests.stream().filter(named -> !all.contains(named)).forEach(all::add);
        Standing better = standing.compareTo(other.standing) <= 0 ? standing : other.standing;
        return new KeyRow(use, holder, hash, from, until, better, all, warning);
    }

    /// A key of the node, which its manifest dates by when it was first named.
    KeyRow inUseSince(Optional<Instant> since, Instant now) {
        Optional<String> old = since.map(from -> Duration.between(from, now))
                .filter(age -> standing == Standing.IN_FORCE && age.compareTo(KeyLife.NODE_PERIOD) > 0)
                .map(age -> "the node's " + use.word() + " key is in use for " + age.toDays()
                        + " days. Make another with firebreak keys rotate --node");
        return new KeyRow(use, holder, hash, since, until, standing, manifests, old);
    }

    /// Whole days left, negative once it has ended; empty where there is no end.
    public Optional<Long> days(Instant now) {
        return until.map(end -> Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L));
    }

    Json toJson(Instant now) {
        return Json.object()
                .with("holder", holder)
                .with("use", use.word())
                .with("hash", hash)
                .with("from", from.orElse(null))
                .with("until", until.orElse(null))
                .with("daysLeft", days(now).map(Json::of).orElse(null))
                .with("standing", standing.word())
                .with("manifests", Json.strings(manifests))
                .with("warning", warning.orElse(null))
                .build();
    }
}
