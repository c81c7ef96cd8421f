package firebreak.node.mailbox;

import firebreak.carriage.Bundle;
import firebreak.charter.Agreement;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.engine.Effect;
import firebreak.engine.State;
import firebreak.node.http.Response;
import firebreak.node.log.Log;
import firebreak.node.run.Node;
import firebreak.node.run.Rounds;
import firebreak.node.wire.Peer;
import firebreak.node.wire.Request;
import firebreak.witness.Witnesses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Fetches what mailboxes keep for this node, and says what it has taken. A parcel from there is taken like any other.
public final class Collecting implements AutoCloseable {
    /// How often each mailbox is asked.
    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Log LOG = Log.of(Collecting.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Pages in one round, so that a mailbox that gives the same again and again is left alone for a while.
    private static final int MOST_PAGES = 64;

    private static final int MOST_BYTES = Bundle.MAX_BYTES;

    private final Node node;
    private final PartyCode party;
    private final Set<Target> silent = ConcurrentHashMap.newKeySet();
    private final Set<Target> underWay = new HashSet<>();
    private final Rounds rounds;

    /// A mailbox under one charter.
    private record Target(Hash charter, PartyCode mailbox) {}

    private Collecting(Node node, PartyCode party) {
        this.node = node;
        this.party = party;
        rounds = Rounds.start("collecting", EVERY, this::round);
    }

    /// @param party this node's
    public static Collecting start(Node node, PartyCode party) {
        return new Collecting(node, party);
    }

    private void round() {
        State state = node.loop().state();
        Set<Target> asked = new HashSet<>();
        for (Channel channel : state.channels().values()) {
            Agreement agreement = state.agreement(channel);
            for (PartyCode mailbox : agreement.mailboxes().parties()) {
                for (Hash charter : Witnesses.charters(state.registry(), agreement)) {
                    Target target = new Target(charter, mailbox);
                    if (!mailbox.equals(party) && asked.add(target)) {
                        begin(target, node.members().neutral(agreement, mailbox));
                    }
                }
            }
        }
    }

    /// Each by itself, so that a slow one keeps no other waiting.
    private synchronized void begin(Target target, List<Peer> addresses) {
        if (underWay.add(target)) {
            Thread.ofVirtual().name("collecting").start(() -> {
                try {
                    ask(target, addresses);
                } finally {
                    ended(target);
                }
            });
        }
    }

    private synchronized void ended(Target target) {
        underWay.remove(target);
    }

    private void ask(Target target, List<Peer> addresses) {
        try {
            boolean more = true;
            for (int page = 0; more && page < MOST_PAGES; page++) {
                more = collect(target, addresses);
            }
            silent.remove(target);
        } catch (IOException | FormatException unreachable) {
            if (silent.add(target)) {
                LOG.info(
                        "a mailbox does not answer",
                        "mailbox",
                        target.mailbox().value(),
                        "reason",
                        String.valueOf(unreachable.getMessage()));
            }
        }
    }

    /// @return whether all of it was taken, so that there may be more
    private boolean collect(Target target, List<Peer> addresses) throws IOException, FormatException {
        Response response = request(target, addresses, "GET", "&after=0");
        List<Bytes> entries = Bundle.parse("kept parcels", response.body()).parcels();
        if (entries.isEmpty()) {
            return false;
        }
        ByteBuffer numbers = entries.getFirst().buffer();
        if (numbers.remaining() != (entries.size() - 1) * Long.BYTES) {
            throw new FormatException("kept parcels", "expected a number of eight bytes for each parcel");
        }
        List<CompletableFuture<Effect.Result>> results = node.take(entries.subList(1, entries.size()));
        long through = 0;
        boolean all = true;
        for (CompletableFuture<Effect.Result> result : results) {
            long number = numbers.getLong();
            all &= isSettled(result);
            through = all ? number : through;
        }
        if (through > 0) {
            request(target, addresses, "DELETE", "&through=" + through);
        }
        return all;
    }

    /// Whether it was taken, or never will be.
    private static boolean isSettled(CompletableFuture<Effect.Result> result) throws IOException {
        try {
            return switch (result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                case Effect.Result.Later _ -> false;
                case Effect.Result.Taken _, Effect.Result.Refused _, Effect.Result.Done _, Effect.Result.Recorded _ ->
                    true;
            };
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException busy) {
            throw new IOException("this node cannot take it now", busy);
        }
    }

    private Response request(Target target, List<Peer> addresses, String method, String query) throws IOException {
        String path = MailboxDesk.PATH + "?charter=" + target.charter().hex() + query;
        return node.client()
                .request(
                        target.mailbox().value(),
                        addresses,
                        new Request(method, path, Bytes.EMPTY, MOST_BYTES),
                        Response::ok);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
