package firebreak.node.joint;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Circulating;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.note.Author;
import firebreak.note.Circular;
import firebreak.note.Note;
import firebreak.seal.Envelope;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The joint notes under way at this node. Each change is durable before anybody is told of it; what others lack is
/// sent to them until they have it; a note that all have signed goes on record by itself. Any thread may call.
public final class Circulars implements AutoCloseable {
    /// Proposals kept at once, and of them such as one other member's node brought first.
    static final int MOST = 256;

    static final int MOST_OF_ONE = 32;

    private static final Log LOG = Log.of(Circulars.class);
    private static final int BUSY = 503;

    private final Node node;
    private final SortedMap<Hash, Proposal> proposals = new TreeMap<>();
    private final SortedMap<Hash, PartyCode> bringers = new TreeMap<>();
    private final Spreading spreading;

    /// How an act of an officer here ended.
    public sealed interface Outcome {
        record Done(Proposal proposal) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    private Circulars(Node node) {
        this.node = node;
        this.spreading = new Spreading(node, this::open);
    }

    /// Takes up what was under way.
    ///
    /// @throws IOException when the store gives back what it never stored
    public static Circulars start(Node node) throws IOException {
        Circulars circulars = new Circulars(node);
        String all = Keys.circular("");
        for (StoreView.Entry row : node.parts().store().range(Table.CIRCULAR, all, all + "~", MOST)) {
            try {
                Proposal proposal = Proposal.read("stored circular", row.value());
                circulars.proposals.put(proposal.circular().id(), proposal);
            } catch (FormatException damaged) {
                throw new IOException(damaged.reason() + ": restore the home from a backup", damaged);
            }
        }
        List.copyOf(circulars.proposals.values()).forEach(circulars::recordIfComplete);
        circulars.spreading.start();
        return circulars;
    }

    /// Every proposal known here, the newest first.
    public synchronized List<Proposal> all() {
        return proposals.values().stream()
                .sorted((one, other) -> other.came().compareTo(one.came()))
                .toList();
    }

    public synchronized Optional<Proposal> find(Hash id) {
        return Optional.ofNullable(proposals.get(id));
    }

    /// Why another author's node did not take it, by party.
    public Map<PartyCode, String> refusals(Proposal proposal) {
        return spreading.refusals(proposal.circular().id());
    }

    private synchronized List<Proposal> open() {
        return List.copyOf(proposals.values());
    }

    /// An officer here proposes a joint note to its other authors.
    public Outcome propose(Note note, String officer) {
        return act(new Circular(note, Optional.empty()), Optional.of(officer));
    }

    /// An own post has signed it, whether or not it had been seen here before.
    public Outcome sign(Note note, Jws signed) {
        return act(new Circular(note, Optional.of(signed)), Optional.empty());
    }

    private Outcome act(Circular circular, Optional<String> proposer) {
        State state = node.loop().state();
        Optional<Channel> channel = state.channel(circular.note().place().channel());
        if (channel.isEmpty()) {
            return new Outcome.Refused("this node is not in that channel");
        }
        return switch (merge(circular, state.self(channel.get()), state, channel.get(), proposer)) {
            case Circulating.Result.Good(Circular merged) ->
                new Outcome.Done(find(merged.id()).orElseThrow());
            case Circulating.Result.Later(String reason) -> new Outcome.Refused(reason);
            case Circulating.Result.Refused(String reason) -> new Outcome.Refused(reason);
        };
    }

    /// An officer here declines to sign; the other authors are told when they ask next.
    public Outcome decline(Hash id, String officer) {
        synchronized (this) {
            Proposal known = proposals.get(id);
            if (known == null) {
                return new Outcome.Refused("no such joint note is under way here");
            }
            if (known.recorded().isPresent()) {
                return new Outcome.Refused("it is on record already");
            }
            Proposal declined = known.declinedBy(officer);
            keep(declined);
            return new Outcome.Done(declined);
        }
    }

    /// Where other authors' nodes bring circulars.
    public Route route() {
        return Route.post(Spreading.PATH, Envelope.MAX_BYTES, this::take);
    }

    private Response take(String caller, Request request) {
        try {
            ChannelId id =
                    new ChannelId(Hash.parse("channel", request.asked("channel").orElse("")));
            State state = node.loop().state();
            Optional<Channel> channel = state.channel(id);
            Optional<PartyCode> bringer =
                    channel.flatMap(found -> node.members().party(caller, found));
            return bringer.isEmpty()
                    ? Response.refused(404, "no channel of that name is known here")
                    : take(bringer.get(), request.body(), state, channel.get());
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    private Response take(PartyCode bringer, Bytes envelope, State state, Channel channel) throws FormatException {
        List<Identity.Hybrid> identities = node.parts().posts().identities().stream()
                .filter(Identity.Hybrid.class::isInstance)
                .map(Identity.Hybrid.class::cast)
                .toList();
        Unsealed<Envelope.Content> opened =
                identities.isEmpty() ? new Unsealed.NotForUs<>() : Envelope.open(envelope, identities);
        return switch (opened) {
            case Unsealed.NotForUs<Envelope.Content> _ ->
                Response.refused(BUSY, "the post it is for is locked here; send it again later");
            case Unsealed.Opened<Envelope.Content>(Envelope.Content content) ->
                answer(merge(Circular.parse("circular", content.jws()), bringer, state, channel, Optional.empty()));
        };
    }

    private static Response answer(Circulating.Result result) {
        return switch (result) {
            case Circulating.Result.Good _ -> Response.done();
            case Circulating.Result.Later(String reason) -> Response.refused(BUSY, reason);
            case Circulating.Result.Refused(String reason) -> Response.refused(409, reason);
        };
    }

    private Circulating.Result merge(
            Circular come, PartyCode bringer, State state, Channel channel, Optional<String> proposer) {
        Circulating.Result result;
        synchronized (this) {
            Optional<Proposal> known = find(come.id());
            Optional<Circulating.Result> no = notNow(known, bringer, state.self(channel));
            if (no.isPresent()) {
                return no.get();
            }
            result = Circulating.merge(
                    known.map(Proposal::circular),
                    come,
                    bringer,
                    state,
                    channel,
                    node.parts().forms());
            if (result instanceof Circulating.Result.Good(Circular merged)) {
                Proposal next = known.map(before -> before.with(merged))
                        .orElseGet(() -> new Proposal(
                                merged, proposer, node.parts().clock().instant(), Optional.empty(), Optional.empty()));
                if (!known.equals(Optional.of(next))) {
                    bringers.putIfAbsent(merged.id(), bringer);
                    keep(next);
                }
            }
        }
        find(come.id()).ifPresent(this::recordIfComplete);
        return result;
    }

    private Optional<Circulating.Result> notNow(Optional<Proposal> known, PartyCode bringer, PartyCode self) {
        if (known.flatMap(Proposal::declined).isPresent()) {
            return Optional.of(new Circulating.Result.Refused(self + " has declined to sign it"));
        }
        forgetOld();
        long ofOne = bringers.values().stream().filter(bringer::equals).count();
        boolean full = proposals.size() >= MOST || (!bringer.equals(self) && ofOne >= MOST_OF_ONE);
        return known.isEmpty() && full
                ? Optional.of(new Circulating.Result.Later("too many joint notes are under way here; send it later"))
                : Optional.empty();
    }

    private void forgetOld() {
        for (Proposal proposal : List.copyOf(proposals.values())) {
            if (proposal.isOver(node.parts().clock().instant())) {
                Hash id = proposal.circular().id();
                proposals.remove(id);
                bringers.remove(id);
                node.loop().keep(List.of(new Write.Delete(Table.CIRCULAR, Keys.circular(id.hex()))));
            }
        }
    }

    /// Durable when it returns; who lacks it is told from then on.
    private void keep(Proposal proposal) {
        Hash id = proposal.circular().id();
        node.loop()
                .keep(List.of(new Write.Put(Table.CIRCULAR, Keys.circular(id.hex()), proposal.row())))
                .join();
        proposals.put(id, proposal);
        spreading.wake();
    }

    /// Puts a note that all authors have signed on record, once.
    private void recordIfComplete(Proposal proposal) {
        Note note = proposal.circular().note();
        State state = node.loop().state();
        List<PartyCode> authors = note.authors().stream().map(Author::party).toList();
        boolean complete = Circulating.signed(proposal.circular(), state).containsAll(authors);
        if (!complete || proposal.recorded().isPresent()) {
            return;
        }
        ChannelId channel = note.place().channel();
        Jws whole = proposal.circular().signed().orElseThrow();
        Effect.Result result = node.loop()
                .ask(request -> new Event.RecordJointNote(request, channel, whole))
                .join();
        switch (result) {
            case Effect.Result.Recorded _, Effect.Result.Done _ -> {
                synchronized (this) {
                    find(proposal.circular().id()).ifPresent(now -> keep(now.onRecord(note.reference())));
                }
            }
            case Effect.Result.Later(String reason) -> LOG.info("a joint note is not on record yet", "reason", reason);
            case Effect.Result.Refused(String reason) ->
                LOG.warn("a joint note that all have signed cannot go on record", "reason", reason);
            case Effect.Result.Taken _ -> throw new IllegalStateException("no parcel was brought");
        }
    }

    @Override
    public void close() {
        spreading.close();
    }
}
