package firebreak.engine;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The state in the store, piece by piece: documents by hash, one row a channel, one row a work. A step
/// writes the pieces it changed; opening reads them all, and they are few however long the records are.
public final class StateRows {
    private static final String PARTIES = "parties";
    private static final String NEXT_WORK = "next-work";
    private static final int MAX_ROW = 8 << 20;

    private StateRows() {}

    /// Appends the writes that turn the stored form of `before` into that of `after`. What a step did not touch
    /// is the same object, so looking at identity is enough and cheap.
    @SuppressWarnings("ReferenceEquality")
    static void changes(State before, State after, List<Write> writes) {
        if (before.registry() != after.registry()) {
            for (Registry.Entry entry : after.registry().entries()) {
                if (before.registry().entry(entry.document().hash()).isEmpty()) {
                    writes.add(new Write.Put(
                            Table.DOCUMENT,
                            entry.document().hash().hex(),
                            entry.jws().bytes()));
                }
            }
        }
        if (!before.parties().equals(after.parties())) {
            put(writes, PARTIES, parties(after.parties()));
        }
        for (Channel channel : after.channels().values()) {
            if (before.channels().get(channel.id()) != channel) {
                put(writes, Keys.channel(channel.id()), channel.toJson());
            }
        }
        for (Work work : after.works().values()) {
            if (before.works().get(work.id()) != work) {
                put(writes, Keys.work(work.id()), work.toJson());
            }
        }
        for (Work work : before.works().values()) {
            if (!after.works().containsKey(work.id())) {
                writes.add(new Write.Delete(Table.STATE, Keys.work(work.id())));
            }
        }
        if (before.nextWork() != after.nextWork()) {
            put(writes, NEXT_WORK, Json.of(after.nextWork()));
        }
    }

    /// Reads the state back; every document is checked again on the way.
    ///
    /// @throws FormatException when the store holds something the engine never wrote
    public static State load(StoreView store) throws FormatException {
        Registry registry = registry(store);
        Map<Hash, PartyCode> parties = Map.of();
        Map<ChannelId, Channel> channels = new TreeMap<>();
        Map<Long, Work> works = new TreeMap<>();
        long nextWork = 1;
        for (StoreView.Entry row : store.all(Table.STATE, "", StoreView.END)) {
            String place = "stored state " + row.key();
            Json json = Canonical.read(place, row.value(), MAX_ROW);
            if (row.key().equals(PARTIES)) {
                parties = parties(place, json);
            } else if (row.key().equals(NEXT_WORK)) {
                nextWork = firebreak.encoding.Fields.asInteger(place, json);
            } else if (row.key().startsWith("channel/")) {
                Channel channel = Channel.read(place, json);
                channels.put(channel.id(), channel);
            } else if (row.key().startsWith("work/")) {
                Work work = Work.read(place, json);
                works.put(work.id(), work);
            }
        }
        HeldItems held = HeldItems.load(store, channels.values());
        return new State(
                registry,
                parties,
                channels,
                works,
                Set.of(),
                nextWork,
                HighWater.LOST,
                held,
                Damaged.NOTHING,
                Edges.NONE);
    }

    private static Registry registry(StoreView store) throws FormatException {
        List<Jws> documents = new ArrayList<>();
        for (StoreView.Entry row : store.all(Table.DOCUMENT, "", StoreView.END)) {
            documents.add(Jws.parse("stored document " + row.key(), row.value()));
        }
        return Registry.of("stored documents", documents);
    }

    private static void put(List<Write> writes, String key, Json json) {
        Bytes value = Canonical.write(json);
        writes.add(new Write.Put(Table.STATE, key, value));
    }

    private static Json parties(Map<Hash, PartyCode> parties) {
        Json.Builder json = Json.object();
        parties.forEach((charter, party) -> json.with(charter.hex(), party.value()));
        return json.build();
    }

    private static Map<Hash, PartyCode> parties(String place, Json json) throws FormatException {
        Map<Hash, PartyCode> parties = new TreeMap<>();
        if (json instanceof Json.Obj(Map<String, Json> members)) {
            for (Map.Entry<String, Json> member : members.entrySet()) {
                parties.put(Hash.parse(place, member.getKey()), PartyCode.read(place, member.getValue()));
            }
        }
        return parties;
    }
}
