package firebreak.node.run;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.Member;
import firebreak.charter.NodeEntry;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.State;
import firebreak.node.wire.Peer;
import firebreak.node.wire.Pins;
import firebreak.witness.Witnesses;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Where the other members' nodes are and which keys they show, by the manifests in use just now
/// ([Registry#manifestsInUse]). A caller is known by its pinned key; which party that is depends on the charter.
public final class Members implements Pins {
    private final Supplier<State> state;
    private final InstantSource clock;

    public Members(Supplier<State> state, InstantSource clock) {
        this.state = state;
        this.clock = clock;
    }

    /// The pin itself in hex, when any manifest in use names it.
    @Override
    public Optional<String> memberOf(Hash spki) {
        return parties(spki.hex()).isEmpty() ? Optional.empty() : Optional.of(spki.hex());
    }

    /// The parties, each under one charter, whose node this caller is: their manifests in effect.
    public List<Manifest> parties(String caller) {
        Registry registry = state.get().registry();
        Instant now = clock.instant();
        Set<Party> found = new LinkedHashSet<>();
        registry.entries().stream().map(Registry.Entry::document).forEach(document -> {
            if (document instanceof Registry.ManifestDocument(Manifest manifest, Hash _)
                    && manifest.node().tls().hex().equals(caller)) {
                found.add(new Party(manifest.charter(), manifest.party()));
            }
        });
        return found.stream()
                .map(party -> registry.manifestsInUse(party.charter(), party.code(), now))
                .filter(inUse -> inUse.stream()
                        .anyMatch(manifest -> manifest.node().tls().hex().equals(caller)))
                .map(List::getFirst)
                .toList();
    }

    private record Party(Hash charter, PartyCode code) {}

    /// Whether this caller is the node of a member of the channel.
    boolean isMember(String caller, Channel channel) {
        return party(caller, channel).isPresent();
    }

    /// Which member of the channel this caller is the node of.
    public Optional<PartyCode> party(String caller, Channel channel) {
        State now = state.get();
        return now.agreement(channel).members().stream()
                .filter(member -> inUse(now, member)
                        .anyMatch(manifest -> manifest.node().tls().hex().equals(caller)))
                .map(Member::party)
                .findFirst();
    }

    private Stream<Manifest> inUse(State now, Member member) {
        Registry registry = now.registry();
        return registry.manifest(member.manifest()).stream()
                .flatMap(first -> registry.manifestsInUse(first.charter(), first.party(), clock.instant()).stream());
    }

    /// The node of a member of a channel, as its manifests in use name it, the likeliest first.
    public List<NodeEntry> nodes(ChannelId channel, PartyCode party) {
        State now = state.get();
        return now.channel(channel).stream()
                .flatMap(known -> now.agreement(known).member(party).stream())
                .flatMap(member -> inUse(now, member))
                .map(Manifest::node)
                .toList();
    }

    /// Where a member of a channel listens, best address first.
    public List<Peer> addresses(Channel channel, PartyCode party) {
        return addresses(state.get(), channel, party);
    }

    /// Where a neutral of a channel listens, best address first: it is no member, but shares a charter with one.
    public List<Peer> neutral(Agreement agreement, PartyCode party) {
        Registry registry = state.get().registry();
        return Witnesses.charters(registry, agreement).stream()
                .flatMap(charter -> registry.manifestsInUse(charter, party, clock.instant()).stream())
                .flatMap(Members::peers)
                .distinct()
                .toList();
    }

    private static Stream<Peer> peers(Manifest manifest) {
        return manifest.node().addresses().stream()
                .map(URI::create)
                .map(uri ->
                        new Peer(uri.getHost(), uri.getPort(), manifest.node().tls()));
    }

    /// The same in a state that is about to be durable.
    List<Peer> addresses(State now, Channel channel, PartyCode party) {
        return now.agreement(channel).member(party).stream()
                .flatMap(member -> inUse(now, member))
                .flatMap(Members::peers)
                .distinct()
                .toList();
    }
}
