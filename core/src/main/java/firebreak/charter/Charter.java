package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.identity.AlgorithmSet;
import firebreak.identity.Jws;
import firebreak.identity.KeyId;
import java.util.List;
import java.util.Optional;

/// The founding document of a line: who its parties are, by which roots they speak, and with which
/// algorithms. Signed by the threshold of root holders of *every* party. Only party rights and the list
/// of roots are in it; channels have agreements of their own.
public record Charter(Mode mode, String name, Version version, AlgorithmSet algorithms, List<Party> parties) {
    public static final String TYPE = "charter";

    /// Root holders who must sign, of all parties together: what one signed object holds.
    public static final int MAX_SIGNERS = Jws.MAX_LINES / 2;

    public Charter {
        parties = List.copyOf(parties);
    }

    public Optional<Party> party(PartyCode code) {
        return parties.stream().filter(party -> party.code().equals(code)).findFirst();
    }

    public Json toJson() {
        return Json.object()
                .with("type", TYPE)
                .with("mode", mode.toJson())
                .with("name", name)
                .with("version", version.toJson())
                .with("algorithms", algorithms.toJson())
                .with("parties", Json.list(parties, Party::toJson))
                .build();
    }

    /// The bytes that are signed.
    public Bytes payload() {
        return Canonical.write(toJson());
    }

    /// Of the payload alone: whoever has signed how often does not change it.
    public Hash hash() {
        return Hash.of(payload());
    }

    public static Charter parse(String place, Bytes payload) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, payload, Limits.DOCUMENT_BYTES));
        fields.expect("type", TYPE);
        Charter charter = new Charter(
                fields.required("mode", Mode::read),
                Limits.name(fields, "name"),
                fields.required("version", Version::read),
                fields.required("algorithms", AlgorithmSet::read),
                Limits.list(fields, "parties", 1, Limits.PARTIES, Party::read));
        fields.done();
        Limits.distinct(place + ".parties", charter.parties(), Party::code);
        Limits.distinct(place + ".parties", rootKeys(charter), key -> key);
        int signers = charter.parties().stream().mapToInt(Party::threshold).sum();
        if (signers > MAX_SIGNERS) {
            throw new FormatException(
                    place + ".parties", "expected thresholds of together at most " + MAX_SIGNERS + " signers");
        }
        return charter;
    }

    /// Every single key, so that no one key counts for two holders.
    private static List<KeyId> rootKeys(Charter charter) {
        return charter.parties().stream()
                .flatMap(party -> party.roots().stream())
                .flatMap(root -> root.keys().keyIds().stream())
                .toList();
    }
}
