package firebreak.node.run;

import firebreak.charter.Agreement;
import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.node.wire.Peer;
import firebreak.node.wire.Pins;
import firebreak.witness.Witnesses;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Where the other members' nodes are and which keys they show, from the newest manifests this node has
/// checked. A caller is known by its pinned key; which party that is depends on the charter.
public final class Members implements Pins {
    private final Supplier<State> state;

    public Members(Supplier<State> state) {
        this.state = state;
    }

    /// The pin itself in hex, when any newest manifest of another party names it.
    @Override
    public Optional<String> memberOf(Hash spki) {
        State now = state.get();
        boolean known = now.registry().entries().stream()
                .map(Registry.Entry::document)
                .anyMatch(document -> document instanceof Registry.ManifestDocument(Manifest manifest, Hash hash)
                        && manifest.node().tls().equals(spki)
                        && newest(now, manifest, hash));
        return known ? Optional.of(spki.hex()) : Optional.empty();
    }

    private static boolean newest(State now, Manifest manifest, Hash hash) {
        return now.registry()
                .latestManifest(manifest.charter(), manifest.party())
                .filter(latest -> latest.hash().equals(hash))
                .isPresent();
    }

    /// The parties, each under one charter, whose node this caller is, by their newest manifests.
    public List<Manifest> parties(String caller) {
        State now = state.get();
        return now.registry().entries().stream()
                .map(Registry.Entry::document)
                .flatMap(document -> document instanceof Registry.ManifestDocument(Manifest manifest, Hash hash)
                                && manifest.node().tls().hex().equals(caller)
                                && newest(now, manifest, hash)
                        ? Stream.of(manifest)
                        : Stream.empty())
                .toList();
    }

    /// Whether this caller is the node of a member of the channel.
    boolean isMember(String caller, Channel channel) {
        return party(caller, channel).isPresent();
    }

    /// Which member of the channel this caller is the node of.
    public Optional<PartyCode> party(String caller, Channel channel) {
        State now = state.get();
        return now.agreement(channel).members().stream()
                .flatMap(member -> now.registry().latestAfter(member.manifest()).stream())
                .map(Registry.ManifestDocument::manifest)
                .filter(manifest -> manifest.node().tls().hex().equals(caller))
                .map(Manifest::party)
                .findFirst();
    }

    /// Where a member of a channel listens, best address first.
    public List<Peer> addresses(Channel channel, PartyCode party) {
        return addresses(state.get(), channel, party);
    }

    /// Where a neutral of a channel listens, best address first: it is no member, but shares a charter with one.
    public List<Peer> neutral(Agreement agreement, PartyCode party) {
        Registry registry = state.get().registry();
        return Witnesses.charters(registry, agreement).stream()
                .flatMap(charter -> registry.latestManifest(charter, party).stream())
                .flatMap(latest -> peers(latest.manifest()))
                .toList();
    }

    private static Stream<Peer> peers(Manifest manifest) {
        return manifest.node().addresses().stream()
                .map(URI::create)
                .map(uri ->
                        new Peer(uri.getHost(), uri.getPort(), manifest.node().tls()));
    }

    /// The same in a state that is about to be durable.
    static List<Peer> addresses(State now, Channel channel, PartyCode party) {
        Agreement agreement = now.agreement(channel);
        return agreement.member(party).stream()
                .flatMap(member -> now.registry().latestAfter(member.manifest()).stream())
                .flatMap(latest -> peers(latest.manifest()))
                .toList();
    }
}
