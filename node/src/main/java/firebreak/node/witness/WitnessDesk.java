package firebreak.node.witness;

import firebreak.charter.Manifest;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.RecordKeys;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.log.Log;
import firebreak.node.run.Budgets;
import firebreak.node.run.Node;
import firebreak.node.store.SignedHeads;
import firebreak.record.Checkpoint;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointFault;
import firebreak.record.CheckpointNote;
import firebreak.record.Cosigner;
import firebreak.record.ForkEvidence;
import firebreak.record.Origin;
import firebreak.record.SignatureLine;
import firebreak.record.SignedCheckpoint;
import firebreak.record.SignedNote;
import firebreak.record.VerifierKey;
import firebreak.witness.AddCheckpoint;
import firebreak.witness.Witness;
import firebreak.witness.Witnessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// This node as a witness (C2SP tlog-witness over the members' wire): it cosigns the records of the parties whose
/// charter it shares, for their own nodes, and shows anybody among them what it signed last. What it signs is durable
/// outside the home before the signature leaves. One that has lost it signs nothing.
public final class WitnessDesk implements AutoCloseable {
    /// Where checkpoints are brought, and shown.
    static final String PATH = "/v1/witness/add-checkpoint";

    static final String SHOWN = "/v1/witness/checkpoint";

    /// Most records of one party that are witnessed here.
    static final int MOST_RECORDS = 10_000;

    /// Most requests of one node in a minute.
    static final int MOST_A_MINUTE = 1_200;

    /// The old size as C2SP tlog-witness sends it with a conflict.
    private static final String SIZE = "text/x.tlog.size";

    private static final Log LOG = Log.of(WitnessDesk.class);
    private static final String BEGUN = "witness/begun";

    /// Proofs of forks kept for one record.
    private static final int MOST_EVIDENCE = 16;

    private final Node node;
    private final SignedHeads heads;
    private final Cosigner cosigner;
    private final Budgets budgets = new Budgets(System::nanoTime);
    private final boolean lost;

    private WitnessDesk(Node node, SignedHeads heads, PartyCode party) {
        this.node = node;
        this.heads = heads;
        this.cosigner =
                new Cosigner(Witness.name(party), node.parts().keys().records().getLast());
        this.lost = switch (heads.found()) {
            case PRESENT -> false;
            case MISSING -> hasSigned(node);
            case DAMAGED -> true;
        };
    }

    /// Whether it may have signed before. A node that has once lost its high-water file cannot tell: its store may be
    /// older than its first cosignature, or none.
    private static boolean hasSigned(Node node) {
        return !node.parts().lease().isWhole()
                || node.parts().store().get(Table.STATE, BEGUN).isPresent();
    }

    /// @param file what was signed, outside the home
    /// @throws IOException when it cannot be read or made
    public static WitnessDesk start(Node node, Path file, PartyCode party) throws IOException {
        SignedHeads heads = SignedHeads.open(file);
        WitnessDesk desk = new WitnessDesk(node, heads, party);
        if (desk.lost) {
            LOG.warn(
                    "this witness has lost what it signed, and signs nothing until it is begun anew",
                    "file",
                    file.toString());
        } else if (heads.found() != SignedHeads.Found.PRESENT) {
            heads.begin();
        }
        return desk;
    }

    /// Whether it has lost what it signed: then it signs nothing, for it might sign another history.
    public boolean lost() {
        return lost;
    }

    public List<Route> routes() {
        return List.of(Route.post(PATH, AddCheckpoint.MAX_SIZE, this::add), Route.get(SHOWN, this::show));
    }

    /// A record is one of a party of a charter, under its origin, so that nobody can take another's place by
    /// being first to name its origin.
    private static String record(Manifest owner, Origin origin) {
        return owner.charter().hex() + "/" + owner.party() + "/" + origin.text();
    }

    private static String row(String record) {
        return "witnessed/" + record;
    }

    private Response add(String caller, Request request) {
        if (!budgets.take(caller, MOST_A_MINUTE)) {
            return Response.refused(429, "more than " + MOST_A_MINUTE + " checkpoints a minute from one node; later");
        }
        if (lost) {
            return Response.refused(
                    503, "this witness has lost what it signed, and signs nothing until it is begun anew");
        }
        try {
            AddCheckpoint asked = AddCheckpoint.parse("request", request.body());
            List<Manifest> callers = node.members().parties(caller);
            Optional<Manifest> owner = callers.stream()
                    .filter(manifest -> isSigned(asked, manifest.node().record()))
                    .findFirst()
                    .or(() -> callers.stream().findFirst());
            return owner.isPresent()
                    ? answer(asked, owner.get())
                    : Response.refused(404, "this record is not witnessed here");
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        } catch (IOException disk) {
            LOG.warn("a cosignature cannot be made durable", "reason", String.valueOf(disk.getMessage()));
            return Response.refused(503, "what is signed cannot be written here just now; ask again");
        }
    }

    private static boolean isSigned(AddCheckpoint asked, RecordKeys keys) {
        Origin origin = asked.checkpoint().checkpoint().origin();
        return asked.checkpoint().verify(origin, keys) instanceof CheckpointCheck.Verified;
    }

    /// Decides and signs one request at a time, so that of two histories brought at once one is refused.
    private synchronized Response answer(AddCheckpoint asked, Manifest owner) throws IOException {
        Origin origin = asked.checkpoint().checkpoint().origin();
        String record = record(owner, origin);
        RecordKeys keys = owner.node().record();
        Optional<SignedCheckpoint> shown = shown(record, origin, keys);
        Optional<Checkpoint> latest = latest(record, origin, shown);
        if (latest.isEmpty() && heads.count(owner.charter().hex() + "/" + owner.party() + "/") >= MOST_RECORDS) {
            return Response.refused(503, "already " + MOST_RECORDS + " records of " + owner.party() + " are witnessed");
        }
        return switch (Witnessing.decide(asked, Optional.of(keys), latest, shown)) {
            case Witnessing.Cosign(SignedCheckpoint newest) -> cosigned(record, newest, keys);
            case Witnessing.Conflict(long size) -> conflict(size);
            case Witnessing.Forked(long size, ForkEvidence evidence) -> {
                keep(record, asked, evidence);
                yield conflict(size);
            }
            case Witnessing.Unknown _ -> Response.refused(404, "this record is not witnessed here");
            case Witnessing.Unsigned(CheckpointFault fault) ->
                Response.refused(403, "the checkpoint is not signed with both keys of your record: " + fault);
            case Witnessing.Senseless _ -> Response.refused(400, "the old size is above the checkpoint's");
            case Witnessing.Unproved _ ->
                Response.refused(422, "the proof does not lead from what was signed last to this checkpoint");
        };
    }

    /// What was signed last: what lies outside the home, which was never turned back; or the checkpoint in the store,
    /// when the node stopped between the two.
    private Optional<Checkpoint> latest(String record, Origin origin, Optional<SignedCheckpoint> shown) {
        Optional<Checkpoint> head = heads.of(record).map(last -> new Checkpoint(origin, last.size(), last.root()));
        Optional<Checkpoint> stored = shown.map(SignedCheckpoint::checkpoint);
        long signed = head.map(Checkpoint::size).orElse(-1L);
        return stored.filter(last -> last.size() > signed).or(() -> head);
    }

    private static Response conflict(long size) {
        return new Response(409, SIZE, Bytes.ofUtf8(size + "\n"));
    }

    private Optional<SignedCheckpoint> shown(String record, Origin origin, RecordKeys keys) throws IOException {
        Optional<Bytes> stored = node.parts().store().get(Table.CHECKPOINT, row(record));
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        try {
            return CheckpointNote.parse(record, stored.get()).verify(origin, keys)
                            instanceof CheckpointCheck.Verified(SignedCheckpoint signed)
                    ? Optional.of(signed)
                    : Optional.empty();
        } catch (FormatException damaged) {
            throw new IOException(damaged.reason(), damaged);
        }
    }

    /// The checkpoint with the record's own lines and these is stored first, then its head outside the home: only when
    /// both are durable does a line leave.
    private Response cosigned(String record, SignedCheckpoint newest, RecordKeys keys) throws IOException {
        Checkpoint checkpoint = newest.checkpoint();
        if (node.parts().store().get(Table.STATE, BEGUN).isEmpty()) {
            keep(new Write.Put(Table.STATE, BEGUN, Bytes.ofUtf8("{}")));
        }
        List<SignatureLine> own = VerifierKey.ofRecord(checkpoint.origin(), keys).stream()
                .flatMap(key -> newest.note().note().linesOf(key.ref()).stream())
                .toList();
        List<SignatureLine> lines =
                cosigner.sign(checkpoint, node.parts().clock().instant());
        SignedNote signed = new SignedNote(checkpoint.text(), own).with(lines);
        keep(new Write.Put(Table.CHECKPOINT, row(record), signed.bytes()));
        heads.raise(record, new SignedHeads.Head(checkpoint.size(), checkpoint.root()));
        return Response.text(lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining()));
    }

    private void keep(Write write) {
        node.loop().keep(List.of(write)).join();
    }

    /// The first few proofs against a record are kept; each is whole.
    private void keep(String record, AddCheckpoint asked, ForkEvidence evidence) {
        String all = row(record) + "/";
        int kept = node.parts()
                .store()
                .range(Table.EVIDENCE, all, all + "~", MOST_EVIDENCE)
                .size();
        String key = all + asked.checkpoint().checkpoint().root().hex();
        if (kept < MOST_EVIDENCE
                && node.parts().store().get(Table.EVIDENCE, key).isEmpty()) {
            keep(new Write.Put(Table.EVIDENCE, key, Canonical.write(evidence.toJson())));
            LOG.warn("a record was shown here with two histories", "record", record);
        }
    }

    /// What was signed last of a record. Whoever knows the record's origin and shares the charter may ask: so members
    /// hear it from others than the owner.
    private Response show(String caller, Request request) {
        try {
            Origin origin = Origin.parse("origin", request.asked("origin").orElse(""));
            PartyCode party = PartyCode.parse("party", request.asked("party").orElse(""));
            return node.members().parties(caller).stream()
                    .map(manifest -> manifest.charter().hex() + "/" + party + "/" + origin.text())
                    .flatMap(record -> node.parts().store().get(Table.CHECKPOINT, row(record)).stream())
                    .findFirst()
                    .map(Response::bytes)
                    .orElseGet(() -> Response.refused(404, "this record is not witnessed here"));
        } catch (FormatException malformed) {
            return Response.refused(400, malformed.reason());
        }
    }

    /// The records that are witnessed here: charter, party and origin of each, by `/`.
    public List<String> records() {
        return heads.records();
    }

    /// What was signed last of one of [#records].
    public long size(String record) {
        return heads.of(record).map(SignedHeads.Head::size).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        heads.close();
    }
}
