package firebreak.export;

import firebreak.charter.PartyCode;
import firebreak.encoding.Hash;
import firebreak.record.TilePath;

/// Where the files of one record lie in an export: the exporter's own newest record at the top, others' under
/// `mirror/PARTY/`, earlier generations of either under `earlier/GENERATION/`.
///
/// @param prefix empty, or ending in `/`
record RecordPath(String prefix) {
    static final String INDEX = "export.json";

    static RecordPath of(boolean own, PartyCode party, boolean newest, int generation) {
        String base = own ? "" : "mirror/" + party + "/";
        return new RecordPath(newest ? base : base + "earlier/" + generation + "/");
    }

    String checkpoint() {
        return prefix + "checkpoint";
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

    static String form(Hash form) {
        return "form/" + form.hex() + ".json";
    }
}
