package firebreak.export;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.record.TilePath;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where the files of one record lie in an export: the exporter's own newest record at the top, others' under
/// `mirror/PARTY/`, earlier generations of either under `earlier/GENERATION/`.
///
/// @param prefix empty, or ending in `/`
record RecordPath(String prefix) {
    static final String INDEX = "export.json";

    /// Where the charter's versions lie.
    static final String CHARTERS = "charter/";

    /// Where manifests lie, each party's in a folder of its own.
    static final String MANIFESTS = "manifest/";

    /// Where revocations lie, each party's in a folder of its own.
    static final String REVOCATIONS = "revocation/";

    /// Where the versions of the channel's agreement lie.
    static final String AGREEMENTS = "agreement/";

    /// Where documents lie, each kind after those it rests on.
    static final List<String> DOCUMENTS = List.of(CHARTERS, MANIFESTS, REVOCATIONS, AGREEMENTS);

    /// Where forms lie.
    static final String FORMS = "form/";

    /// Where fork evidence lies.
    static final String EVIDENCE = "evidence/";

    /// Where documents, forms and evidence lie.
    static final List<String> KINDS = List.of(CHARTERS, MANIFESTS, REVOCATIONS, AGREEMENTS, FORMS, EVIDENCE);

    /// Where other members' records lie.
    static final String MIRROR = "mirror/";

    private static final String WITNESSED = "witnessed/";
    private static final String DEPOSIT = "deposit/";
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern RECEIPT = Pattern.compile("[0-9a-f]{64}\\.json");

    static RecordPath of(boolean own, PartyCode party, boolean newest, int generation) {
        String base = own ? "" : MIRROR + party + "/";
        return new RecordPath(newest ? base : base + "earlier/" + generation + "/");
    }

    String checkpoint() {
        return prefix + "checkpoint";
    }

    /// A checkpoint of this size as witnesses signed it first.
    String witnessed(long size) {
        return prefix + WITNESSED + size;
    }

    /// The newest checkpoint as each witness signed it last.
    String lastWitnessed() {
        return prefix + WITNESSED + "last";
    }

    /// Whether it is one of these two, of a record of this size.
    boolean isWitnessed(String path, long size) {
        return path.equals(lastWitnessed())
                || (path.startsWith(prefix + WITNESSED)
                        && SIZE.matcher(path.substring((prefix + WITNESSED).length()))
                                .matches()
                        && Long.parseLong(path.substring((prefix + WITNESSED).length())) <= size);
    }

    /// A deposit receipt, by the hash of its bytes.
    String deposit(Hash receipt) {
        return prefix + DEPOSIT + receipt.hex() + ".json";
    }

    boolean isDeposit(String path) {
        return path.startsWith(prefix + DEPOSIT)
                && RECEIPT.matcher(path.substring((prefix + DEPOSIT).length())).matches();
    }

    String vkey() {
        return prefix + "vkey";
    }

    String tile(TilePath tile) {
        return prefix + tile.path();
    }

    String body(long index) {
        return prefix + "body/" + index + ".json";
    }

    String envelope(long index) {
        return prefix + "envelope/" + index + ".age";
    }

    /// @param number from 1
    static String evidence(int number) {
        return String.format(Locale.ROOT, "%s%04d.json", EVIDENCE, number);
    }

    static String form(Hash form) {
        return FORMS + form.hex() + ".json";
    }
}
