package firebreak.node.mailbox;

import firebreak.carriage.Bundle;
import firebreak.carriage.DepositReceipt;
import firebreak.carriage.Parcel;
import firebreak.carriage.ProvedParcel;
import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.identity.Signer;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.run.Budgets;
import firebreak.node.run.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/// This node as a mailbox for the parties whose charter it shares (`spec/mailbox.md`). Keeps a parcel only where it is
/// proved to stand in the record of whoever brings it, and only then signs that it is here.
public final class MailboxDesk {
    static final String PATH = "/v1/mailbox";

    /// Most parcels of a request or an answer.
    static final int MOST_AT_ONCE = DepositReceipt.MAX_LEAVES;

    /// Most bytes of them.
    static final int MOST_BYTES = 8 << 20;

    /// Most requests of one node in a minute.
    static final int MOST_A_MINUTE = 600;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final Node node;
    private final PartyCode party;
    private final Budgets budgets = new Budgets(System::nanoTime);
    private final Map<Owner, Box> boxes = new HashMap<>();

    /// A party under one charter.
    private record Owner(Hash charter, PartyCode party) {}

    /// @param party this node's
    public MailboxDesk(Node node, PartyCode party) {
        this.node = node;
        this.party = party;
    }

    public List<Route> routes() {
        return List.of(
                new Route("POST", PATH, MOST_BYTES + Parcel.MAX_BYTES, guarded(this::deposit)),
                new Route("GET", PATH, 0, guarded(this::show)),
                new Route("DELETE", PATH, 0, guarded(this::taken)));
    }

    /// Answers a caller of whom it is known which party of the charter it is.
    @FunctionalInterface
    private interface Counter {
        Response answer(Manifest caller, Request request) throws FormatException, IOException;
    }

    private Route.Handler guarded(Counter counter) {
        return (caller, request) -> {
            if (!budgets.take(caller, MOST_A_MINUTE)) {
                return Response.refused(429, "more than " + MOST_A_MINUTE + " requests a minute from one node; later");
            }
            try {
                Hash charter = Hash.parse("charter", request.asked("charter").orElse(""));
                Optional<Manifest> known = node.members().parties(caller).stream()
                        .filter(manifest -> manifest.charter().equals(charter))
                        .findFirst();
                return known.isPresent()
                        ? counter.answer(known.get(), request)
                        : Response.refused(404, "this node shares no charter of that hash with yours");
            } catch (FormatException malformed) {
                return Response.refused(400, malformed.reason());
            }
        };
    }

    private Response deposit(Manifest from, Request request) throws FormatException, IOException {
        PartyCode addressee = PartyCode.parse("for", request.asked("for").orElse(""));
        Registry registry = node.loop().state().registry();
        boolean known = registry.latestManifest(from.charter(), addressee).isPresent();
        if (!known || addressee.equals(from.party()) || addressee.equals(party)) {
            return Response.refused(404, "nothing is kept here for " + addressee + " from " + from.party());
        }
        List<Bytes> bundle = Bundle.parse("bundle", request.body()).parcels();
        if (bundle.isEmpty() || bundle.size() > MOST_AT_ONCE) {
            return Response.refused(400, "expected 1 to " + MOST_AT_ONCE + " parcels");
        }
        List<ProvedParcel> proved = new ArrayList<>();
        for (Bytes bytes : bundle) {
            ProvedParcel.Result result = prove(Parcel.parse("parcel", bytes), from, registry, proved);
            switch (result) {
                case ProvedParcel.Result.Proved(ProvedParcel parcel) -> proved.add(parcel);
                case ProvedParcel.Result.Refused(String reason) -> {
                    return Response.refused(403, "a parcel is not proved to stand in your record: " + reason);
                }
            }
        }
        return keep(from, addressee, proved);
    }

    /// With the record keys of any manifest of the owner: a record outlives them.
    private static ProvedParcel.Result prove(
            Parcel parcel, Manifest owner, Registry registry, List<ProvedParcel> before) {
        Optional<ProvedParcel> last = before.isEmpty() ? Optional.empty() : Optional.of(before.getLast());
        List<Manifest> manifests =
                registry.manifests(owner.charter(), owner.party()).toList().reversed();
        ProvedParcel.Result result = new ProvedParcel.Result.Refused("no manifest of " + owner.party() + " is known");
        for (Manifest manifest : manifests) {
            result = ProvedParcel.prove(
                    parcel, Map.of(owner.party(), manifest.node().record()), last);
            if (result instanceof ProvedParcel.Result.Proved) {
                return result;
            }
        }
        return result;
    }

    /// One at a time: durable first, then signed.
    private synchronized Response keep(Manifest from, PartyCode addressee, List<ProvedParcel> proved)
            throws FormatException, IOException {
        Box box = box(from.charter(), addressee);
        List<ProvedParcel> fresh = box.fresh(proved);
        Optional<String> full = box.full(
                from.party(), fresh.size(), fresh.stream().mapToLong(Box::size).sum());
        if (full.isPresent()) {
            return Response.refused(429, full.get());
        }
        Instant now = node.parts().clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Registry.ManifestDocument> own = node.loop().state().registry().manifestAt(from.charter(), party, now);
        if (own.isEmpty()) {
            return Response.refused(404, "this node has no manifest under that charter");
        }
        Optional<Signer> signer = node.signer(own.get().manifest().node().signing());
        if (signer.isEmpty()) {
            return Response.refused(503, "this node has not the keys that its manifest names yet; ask again");
        }
        DepositReceipt receipt;
        try {
            receipt = new DepositReceipt(
                    from.mode(),
                    from.charter(),
                    party,
                    own.get().hash(),
                    from.party(),
                    addressee,
                    now,
                    proved.getFirst().origin(),
                    proved.stream().map(ProvedParcel::ref).toList());
        } catch (IllegalArgumentException mixed) {
            return Response.refused(400, "expected parcels of one record, in ascending order of index");
        }
        List<Write> writes = new ArrayList<>(box.expired(now));
        writes.addAll(box.keep(from.party(), now, fresh));
        commit(new Owner(from.charter(), addressee), writes);
        return Response.bytes(Jws.sign(receipt.payload(), signer.get()).bytes());
    }

    private Box box(Hash charter, PartyCode addressee) throws FormatException {
        Owner owner = new Owner(charter, addressee);
        Box known = boxes.get(owner);
        if (known == null) {
            known = Box.load(charter, addressee, node.parts().store());
            boxes.put(owner, known);
        }
        return known;
    }

    private synchronized Response show(Manifest caller, Request request) throws FormatException {
        long after = number(request, "after");
        List<Box.Kept> kept = box(caller.charter(), caller.party()).after(after, MOST_AT_ONCE, MOST_BYTES);
        List<Bytes> entries = new ArrayList<>();
        if (!kept.isEmpty()) {
            ByteBuffer numbers = ByteBuffer.allocate(kept.size() * Long.BYTES);
            kept.forEach(parcel -> numbers.putLong(parcel.number()));
            entries.add(Bytes.wrap(numbers.array()));
            kept.forEach(parcel -> entries.add(parcel.parcel()));
        }
        return Response.bytes(new Bundle(entries).bytes());
    }

    private synchronized Response taken(Manifest caller, Request request) throws FormatException, IOException {
        List<Write> writes = box(caller.charter(), caller.party()).taken(number(request, "through"));
        if (!writes.isEmpty()) {
            commit(new Owner(caller.charter(), caller.party()), writes);
        }
        return Response.done();
    }

    /// What does not become durable is as it was.
    private void commit(Owner owner, List<Write> writes) throws IOException {
        try {
            node.loop().keep(writes).join();
        } catch (CompletionException stopped) {
            boxes.remove(owner);
            throw new IOException("what is kept cannot be written here just now; ask again", stopped);
        }
    }

    private static long number(Request request, String name) throws FormatException {
        String text = request.asked(name).orElse("");
        if (!NUMBER.matcher(text).matches()) {
            throw new FormatException(name, "expected a number in decimal");
        }
        return Long.parseLong(text);
    }
}
