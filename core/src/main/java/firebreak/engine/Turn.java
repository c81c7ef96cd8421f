package firebreak.engine;

import firebreak.charter.Agreement;
import firebreak.charter.Member;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import firebreak.note.Said;
import firebreak.note.Statement;
import firebreak.record.Leaf;
import firebreak.record.Origin;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One step under way: the state so far, and what it will write and do. Lives for one call of
/// [Engine#step] and is seen by nobody else.
final class Turn {
    final Instant now;
    final RandomGenerator random;
    private final Lookup stored;
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, @Nullable Bytes> written = new HashMap<>();
    private final List<Effect> effects = new ArrayList<>();
    private final List<Said> said = new ArrayList<>();
    State state;

    Turn(State state, Lookup stored, Instant now, RandomGenerator random) {
        this.state = state;
        this.stored = stored;
        this.now = now;
        this.random = random;
    }

    Step done(State before) {
        StateRows.changes(before, state, writes);
        return new Step(state, writes, effects, said);
    }

    void put(Table table, String key, Bytes value) {
        writes.add(new Write.Put(table, key, value));
        written.put(table + " " + key, value);
    }

    void write(Write write) {
        switch (write) {
            case Write.Put(Table table, String key, Bytes value) -> put(table, key, value);
            case Write.Delete(Table table, String key) -> delete(table, key);
        }
    }

    void put(Table table, String key, Json value) {
        put(table, key, Canonical.write(value));
    }

    void delete(Table table, String key) {
        writes.add(new Write.Delete(table, key));
        written.put(table + " " + key, null);
    }

    Optional<Bytes> get(Table table, String key) {
        String full = table + " " + key;
        return written.containsKey(full) ? Optional.ofNullable(written.get(full)) : stored.get(table, key);
    }

    /// A leaf that the state says is stored.
    Optional<Leaf> leaf(Origin origin, long index) {
        return get(Table.LEAF, Keys.leaf(origin, index)).map(bytes -> {
            try {
                return Leaf.read("stored leaf", bytes);
            } catch (FormatException damaged) {
                throw new IllegalStateException(
                        "the store gives back a damaged leaf: " + damaged.getMessage(), damaged);
            }
        });
    }

    /// Shows a leaf to people as held back. What waits is looked at again and again, so a reason that is shown already
    /// is not written once more.
    ///
    /// @return whether it is news
    boolean hold(LeafRef leaf, String reason) {
        String key = Keys.leaf(leaf.origin(), leaf.index());
        Bytes row = Canonical.write(Json.of(reason));
        boolean news = !shows(key, row);
        if (news) {
            put(Table.HELD, key, row);
        }
        if (!state.held().contains(leaf.origin(), leaf.index())) { // a damaged row hid those after it at the start
            state = state.with(state.held().with(leaf.origin(), leaf.index()));
        }
        return news;
    }

    /// Whether a leaf is held back with this very row. A damaged one counts as another, and is written anew.
    private boolean shows(String key, Bytes row) {
        try {
            return get(Table.HELD, key).equals(Optional.of(row));
        } catch (UncheckedIOException damaged) {
            return false;
        }
    }

    /// It is held back no longer.
    void letGo(Origin origin, long index) {
        if (state.held().contains(origin, index)) {
            delete(Table.HELD, Keys.leaf(origin, index));
            state = state.with(state.held().without(origin, index));
        }
    }

    void effect(Effect effect) {
        effects.add(effect);
    }

    /// Asks for the checkpoint of the own record as it now is.
    void sign(Channel channel) {
        OwnRecord own = channel.own();
        Head head = new Head(own.size(), own.frontier().root());
        effect(new Effect.SignCheckpoint(channel.id(), own.origin(), own.generation(), head));
    }

    void said(Channel channel, LeafRef at, Statement statement) {
        said.add(new Said(channel.id(), at, statement));
    }

    void answer(long request, Effect.Result result) {
        if (request != Work.NOBODY) {
            effects.add(new Effect.Answer(request, result));
        }
    }

    void refuse(long request, String reason) {
        answer(request, new Effect.Result.Refused(reason));
    }

    /// The channel as it now stands in this turn.
    Channel current(Channel channel) {
        return state.channel(channel.id()).orElseThrow();
    }

    Bytes randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /// The other members of a channel under the agreement in force here.
    List<PartyCode> others(Channel channel) {
        Agreement agreement = state.agreement(channel);
        PartyCode self = state.self(channel);
        return agreement.members().stream()
                .map(Member::party)
                .filter(party -> !party.equals(self))
                .toList();
    }

    /// Whether any of this node's posts in the channel is unlocked.
    boolean canOpen(Channel channel) {
        return state.agreement(channel).member(state.self(channel)).stream()
                .flatMap(member -> member.posts().stream())
                .anyMatch(state.unlocked()::contains);
    }
}
