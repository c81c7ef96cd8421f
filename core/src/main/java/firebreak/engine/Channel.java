package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One channel as this node has it: its own record, the mirrors of the others', and what each still lacks.
///
/// @param past this node's earlier records, oldest first, each up to the size this node knows
/// @param peers mirrors by origin, those of own earlier records included when others hold more of them
/// @param asking which members have yet to say what they hold of the own records
/// @param revoked the revocations that records of this channel have adopted, own ones and others'
public record Channel(
        ChannelId id,
        OwnRecord own,
        List<OwnRecord> past,
        Map<Origin, PeerRecord> peers,
        Map<PartyCode, Delivery> deliveries,
        Asking asking,
        List<Revoked> revoked) {
    public Channel {
        past = List.copyOf(past);
        revoked = List.copyOf(revoked);
        peers = Collections.unmodifiableMap(new TreeMap<>(peers));
        deliveries = Collections.unmodifiableMap(new TreeMap<>(deliveries));
    }

    Optional<PeerRecord> peer(Origin origin) {
        return Optional.ofNullable(peers.get(origin));
    }

    /// All records of another party in this channel, oldest first by discovery.
    List<PeerRecord> recordsOf(PartyCode party) {
        return peers.values().stream()
                .filter(peer -> peer.party().equals(party))
                .toList();
    }

    /// The own record with this origin, current or past.
    Optional<OwnRecord> ownRecord(Origin origin) {
        if (own.origin().equals(origin)) {
            return Optional.of(own);
        }
        return past.stream().filter(record -> record.origin().equals(origin)).findFirst();
    }

    /// The records that this one continues, oldest first, and this one.
    public List<OwnRecord> ownRecords() {
        List<OwnRecord> all = new ArrayList<>(past);
        all.add(own);
        return all;
    }

    /// Leaves of every own record, also of those that were continued, which a member is not known to have. After a
    /// restore it may have more of an earlier record than stands here; that is not counted against the others.
    public long waiting(PartyCode member) {
        Delivery delivery = delivery(member);
        return ownRecords().stream()
                .mapToLong(record ->
                        record.size() - delivery.acked(record.origin()).countBelow(record.size()))
                .sum();
    }

    Delivery delivery(PartyCode party) {
        return deliveries.getOrDefault(party, Delivery.none());
    }

    Channel with(OwnRecord changed) {
        return new Channel(id, changed, past, peers, deliveries, asking, revoked);
    }

    /// An own record, current or past, of which more is signed now; its mirror, if there is one, says so too.
    Channel signed(OwnRecord record) {
        if (own.origin().equals(record.origin())) {
            return with(record);
        }
        List<OwnRecord> more = new ArrayList<>(past);
        more.replaceAll(old -> old.origin().equals(record.origin()) ? record : old);
        Channel changed = new Channel(id, own, more, peers, deliveries, asking, revoked);
        return changed.peer(record.origin())
                .map(mirror -> changed.with(mirror.proved(record.signed()).seen(record.signed())))
                .orElse(changed);
    }

    Channel with(PeerRecord changed) {
        Map<Origin, PeerRecord> more = new TreeMap<>(peers);
        more.put(changed.origin(), changed);
        return new Channel(id, own, past, more, deliveries, asking, revoked);
    }

    Channel with(PartyCode party, Delivery changed) {
        Map<PartyCode, Delivery> more = new TreeMap<>(deliveries);
        more.put(party, changed);
        return new Channel(id, own, past, peers, more, asking, revoked);
    }

    Channel with(Revoked adopted) {
        List<Revoked> more = new ArrayList<>(revoked);
        more.removeIf(known -> known.record().equals(adopted.record()) && known.index() == adopted.index());
        more.add(adopted);
        return new Channel(id, own, past, peers, deliveries, asking, more);
    }

    /// The revocations that a record has adopted before an index.
    List<Revoked> revokedBefore(Origin record, long index) {
        return revoked.stream()
                .filter(adopted -> adopted.record().equals(record) && adopted.index() < index)
                .toList();
    }

    Channel asking(Asking round) {
        return new Channel(id, own, past, peers, deliveries, round, revoked);
    }

    Channel succeededBy(OwnRecord successor) {
        List<OwnRecord> more = new ArrayList<>(past);
        more.add(own);
        return new Channel(id, successor, more, peers, deliveries, Asking.NOBODY, revoked);
    }

    Json toJson() {
        Json.Builder reached = Json.object();
        deliveries.forEach((party, delivery) -> reached.with(party.value(), delivery.toJson()));
        return Json.object()
                .with("id", id.toJson())
                .with("own", own.toJson())
                .with("past", Json.list(past, OwnRecord::toJson))
                .with("peers", Json.list(peers.values(), PeerRecord::toJson))
                .with("deliveries", reached.build())
                .with("revoked", Json.list(revoked, Revoked::toJson))
                .build();
    }

    static Channel read(String place, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        ChannelId id = fields.required("id", ChannelId::read);
        OwnRecord own = fields.required("own", OwnRecord::read);
        List<OwnRecord> past = fields.list("past", OwnRecord::read);
        Map<Origin, PeerRecord> peers = new TreeMap<>();
        for (PeerRecord peer : fields.list("peers", PeerRecord::read)) {
            peers.put(peer.origin(), peer);
        }
        Map<PartyCode, Delivery> deliveries = fields.required("deliveries", (at, json) -> {
            Map<PartyCode, Delivery> read = new TreeMap<>();
            if (json instanceof Json.Obj(Map<String, Json> members)) {
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    read.put(PartyCode.parse(at, member.getKey()), Delivery.read(at, member.getValue()));
                }
            }
            return read;
        });
        List<Revoked> revoked = fields.optional("revoked", (at, list) -> Fields.asList(at, list, Revoked::read))
                .orElse(List.of());
        fields.done();
        return new Channel(id, own, past, peers, deliveries, Asking.NOBODY, revoked);
    }
}
