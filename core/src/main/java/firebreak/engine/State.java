package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.charter.Registry;
import firebreak.encoding.Hash;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that decisions need, and never a body or a private key: documents in force, heads, accepted indexes as
/// ranges, works under way. Immutable; [StateRows] writes it to the store piece by piece.
///
/// @param parties which party this node is under each charter (by its first version)
/// @param unlocked posts whose keys are open just now; never stored
/// @param nextWork the number of the next work
/// @param lease what the high-water file said at the start. Never stored with the state, for it must not turn back
///     with it; until it is told nothing is known
/// @param held what is held back and shown to people
/// @param damaged what the store no longer gives back
/// @param edges the newest edges of records; never stored
public record State(
        Registry registry,
        Map<Hash, PartyCode> parties,
        Map<ChannelId, Channel> channels,
        Map<Long, Work> works,
        Set<PostCode> unlocked,
        long nextWork,
        HighWater lease,
        HeldItems held,
        Damaged damaged,
        Edges edges) {
    public static final State EMPTY = new State(
            Registry.EMPTY,
            Map.of(),
            Map.of(),
            Map.of(),
            Set.of(),
            1,
            HighWater.LOST,
            HeldItems.NONE,
            Damaged.NOTHING,
            Edges.NONE);

    public State {
        parties = Collections.unmodifiableMap(new TreeMap<>(parties));
        channels = Collections.unmodifiableMap(new TreeMap<>(channels));
        works = Collections.unmodifiableMap(new TreeMap<>(works));
        unlocked = Collections.unmodifiableSet(new TreeSet<>(unlocked));
    }

    public Optional<Channel> channel(ChannelId id) {
        return Optional.ofNullable(channels.get(id));
    }

    /// The channel that has this record, own or mirrored.
    public Optional<Channel> channelWith(Origin origin) {
        return channels.values().stream()
                .filter(channel ->
                        channel.ownRecord(origin).isPresent() || channel.peers().containsKey(origin))
                .findFirst();
    }

    /// The agreement version in force in the own record of a channel.
    public Agreement agreement(Channel channel) {
        return registry.agreement(channel.own().inForce().agreement())
                .orElseThrow(() -> new IllegalStateException(
                        "the agreement in force in channel " + channel.id().brief() + " is not in the registry"));
    }

    /// Whether the agreement was not taken in before it expired, as far as is known here: this party has begun no
    /// record under it, so it may read what others say there and say nothing.
    public boolean lapsed(Channel channel, Instant now) {
        return channel.own().size() == 0
                && channel.own().generation() == 0
                && now.isAfter(agreement(channel).expires());
    }

    /// The own manifest in force in a channel.
    public Manifest manifest(Channel channel) {
        return registry.manifest(channel.own().inForce().manifest())
                .orElseThrow(() -> new IllegalStateException(
                        "the manifest in force in channel " + channel.id().brief() + " is not in the registry"));
    }

    /// Which party this node is in a channel.
    public PartyCode self(Channel channel) {
        return manifest(channel).party();
    }

    State with(Registry changed) {
        return new State(changed, parties, channels, works, unlocked, nextWork, lease, held, damaged, edges);
    }

    State with(Hash firstCharter, PartyCode party) {
        Map<Hash, PartyCode> more = new TreeMap<>(parties);
        more.put(firstCharter, party);
        return new State(registry, more, channels, works, unlocked, nextWork, lease, held, damaged, edges);
    }

    State with(Channel changed) {
        Map<ChannelId, Channel> more = new TreeMap<>(channels);
        more.put(changed.id(), changed);
        return new State(registry, parties, more, works, unlocked, nextWork, lease, held, damaged, edges);
    }

    State with(Work work) {
        Map<Long, Work> more = new TreeMap<>(works);
        more.put(work.id(), work);
        return new State(
                registry,
                parties,
                channels,
                more,
                unlocked,
                Math.max(nextWork, work.id() + 1),
                lease,
                held,
                damaged,
                edges);
    }

    State without(Work work) {
        Map<Long, Work> fewer = new TreeMap<>(works);
        fewer.remove(work.id());
        return new State(registry, parties, channels, fewer, unlocked, nextWork, lease, held, damaged, edges);
    }

    State unlocked(Set<PostCode> posts) {
        return new State(registry, parties, channels, works, posts, nextWork, lease, held, damaged, edges);
    }

    State leased(HighWater found) {
        return new State(registry, parties, channels, works, unlocked, nextWork, found, held, damaged, edges);
    }

    State with(HeldItems items) {
        return new State(registry, parties, channels, works, unlocked, nextWork, lease, items, damaged, edges);
    }

    State with(Damaged leaves) {
        return new State(registry, parties, channels, works, unlocked, nextWork, lease, held, leaves, edges);
    }

    State with(Edges newest) {
        return new State(registry, parties, channels, works, unlocked, nextWork, lease, held, damaged, newest);
    }
}
