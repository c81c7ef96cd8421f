package firebreak.carriage;

import firebreak.charter.Charter;
import firebreak.charter.Manifest;
import firebreak.charter.Mode;
import firebreak.charter.PartyCode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.Jws;
import firebreak.identity.SignatureCheck;
import firebreak.note.LeafRef;
import firebreak.record.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a mailbox signs when it has kept parcels for somebody: which leaves, for whom, and when. The signature is
/// checked apart. `spec/mailbox.md` says the format.
///
/// @param charter the first version of the charter that the three share
/// @param manifest of the mailbox, whose node keys sign
/// @param from whose record it is
/// @param leaves of one record, in ascending order of index
public record DepositReceipt(
        Mode mode,
        Hash charter,
        PartyCode mailbox,
        Hash manifest,
        PartyCode from,
        PartyCode addressee,
        Instant at,
        Origin origin,
        List<LeafRef> leaves) {
    public static final String TYPE = "deposit";

    /// Most leaves of one receipt.
    public static final int MAX_LEAVES = 64;

    /// The payload, in bytes.
    public static final int MAX_BYTES = 16 * 1024;

    public DepositReceipt {
        leaves = List.copyOf(leaves);
        if (!isRun(origin, leaves)) {
            throw new IllegalArgumentException("a deposit receipt is of 1 to " + MAX_LEAVES + " leaves of one record");
        }
    }

    private static boolean isRun(Origin origin, List<LeafRef> leaves) {
        boolean ascending = true;
        for (int i = 1; i < leaves.size(); i++) {
            ascending &= leaves.get(i - 1).index() < leaves.get(i).index();
        }
        return ascending
                && !leaves.isEmpty()
                && leaves.size() <= MAX_LEAVES
                && leaves.stream().allMatch(leaf -> leaf.origin().equals(origin));
    }

    public Bytes payload() {
        return Canonical.write(Json.object()
                .with("type", TYPE)
                .with("mode", mode.toJson())
                .with("charter", charter)
                .with("mailbox", mailbox.value())
                .with("manifest", manifest)
                .with("from", from.value())
                .with("for", addressee.value())
                .with("at", at)
                .with("origin", origin.text())
                .with("leaves", Json.list(leaves, DepositReceipt::kept))
                .build());
    }

    private static Json kept(LeafRef leaf) {
        return Json.object()
                .with("index", leaf.index())
                .with("leaf", leaf.leaf())
                .build();
    }

    public static DepositReceipt parse(String place, Bytes payload) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, payload, MAX_BYTES));
        fields.expect("type", TYPE);
        Mode mode = fields.required("mode", Mode::read);
        Hash charter = fields.hash("charter");
        PartyCode mailbox = fields.required("mailbox", PartyCode::read);
        Hash manifest = fields.hash("manifest");
        PartyCode from = fields.required("from", PartyCode::read);
        PartyCode addressee = fields.required("for", PartyCode::read);
        Instant at = fields.time("at");
        Origin origin = fields.required("origin", Origin::read);
        List<LeafRef> leaves = fields.list("leaves", (where, value) -> leaf(where, origin, value));
        fields.done();
        if (!isRun(origin, leaves)) {
            throw new FormatException(
                    place + ".leaves", "expected 1 to " + MAX_LEAVES + " leaves in ascending order of index");
        }
        return new DepositReceipt(mode, charter, mailbox, manifest, from, addressee, at, origin, leaves);
    }

    private static LeafRef leaf(String place, Origin origin, Json value) throws FormatException {
        Fields fields = Fields.of(place, value);
        long index = fields.integer("index");
        Hash leaf = fields.hash("leaf");
        fields.done();
        if (index < 0) {
            throw new FormatException(place + ".index", "expected an index from 0 on");
        }
        return new LeafRef(origin, index, leaf);
    }

    /// What is wrong with the signature under it; nothing where the mailbox's node has signed with the keys of the
    /// manifest named.
    ///
    /// @param signed whose payload this is
    public Optional<String> fault(Jws signed, Registry registry) {
        Optional<Charter> first =
                registry.charter(charter).filter(known -> known.version().number() == 1 && known.mode() == mode);
        Optional<Manifest> keys = registry.manifest(manifest)
                .filter(known ->
                        known.party().equals(mailbox) && known.charter().equals(charter));
        if (first.isEmpty() || keys.isEmpty()) {
            return Optional.of("it names a charter or manifest of " + mailbox + " that is not known here");
        }
        return SignatureCheck.check(
                                signed, keys.get().node().signing(), first.get().algorithms())
                        instanceof SignatureCheck.Valid
                ? Optional.empty()
                : Optional.of("it is not signed with both keys of the node of " + mailbox);
    }
}
