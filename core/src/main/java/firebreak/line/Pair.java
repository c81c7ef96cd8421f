package firebreak.line;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.seal.Recipient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Two posts of different parties that share a channel, with the keys they have now. Another key makes another
/// pair; its [#name] stays.
///
/// @param own this node's end
/// @param peer the other end
public record Pair(ChannelId channel, End own, End peer) {
    public Pair {
        if (own.party().equals(peer.party()) || own.post().equals(peer.post())) {
            throw new IllegalArgumentException("a line joins two posts of different parties");
        }
    }

    /// The pairs of a channel that one node keeps, by the newest agreement and the newest manifests known: each post
    /// whose key it holds with each post of the other parties. A post that its manifest does not list has no key
    /// and makes no pair.
    ///
    /// @param held the recipient keys whose private side the node has unlocked
    static List<Pair> of(Registry registry, ChannelId channel, Agreement agreement, Set<Recipient.Hybrid> held) {
        List<End> ends = agreement.members().stream()
                .flatMap(member -> ends(registry, member))
                .toList();
        return ends.stream()
                .filter(own -> held.contains(own.key()))
                .flatMap(own -> ends.stream()
                        .filter(peer -> !peer.party().equals(own.party()))
                        .map(peer -> new Pair(channel, own, peer)))
                .toList();
    }

    private static Stream<End> ends(Registry registry, Member member) {
        Optional<Manifest> manifest = registry.latestAfter(member.manifest()).map(Registry.ManifestDocument::manifest);
        return member.posts().stream()
                .flatMap(code -> manifest.flatMap(current -> current.post(code)).stream())
                .map(entry -> new End(member.party(), entry.code(), entry.recipient()));
    }

    public LineName name() {
        return new LineName(channel, own.post(), peer.post());
    }

    /// Marks the frames from here to the peer. Whoever knows the channel, both posts and both keys can compute
    /// it, and nobody else learns from it which line it is.
    public Hash tagOut() {
        return PairKey.tag(channel, own, peer);
    }

    /// Marks the frames from the peer to here.
    public Hash tagIn() {
        return PairKey.tag(channel, peer, own);
    }

    /// The same line from the other end.
    public Pair reversed() {
        return new Pair(channel, peer, own);
    }
}
