package firebreak.charter;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DamagedInputTest {
    /// The payloads of all vectors that are signed objects at all.
    private static List<Bytes> documents() {
        List<Bytes> documents = new ArrayList<>();
        Vectors.cases("charter.json", "documents").forEach(one -> {
            try {
                documents.add(Jws.parse("vector", Bytes.ofUtf8(Vectors.text(one, "jws")))
                        .payload());
            } catch (FormatException malformed) {
                // a vector for the reader of signed objects
            }
        });
        return documents;
    }

    @Test
    void charters_manifests_and_agreements() {
        Damage.json(documents(), input -> switch (Registry.read("document", input)) {
            case Registry.CharterDocument(Charter charter, var _) -> charter.payload();
            case Registry.ManifestDocument(Manifest manifest, var _) -> manifest.payload();
            case Registry.RevocationDocument(Revocation revocation, var _) -> revocation.payload();
            case Registry.AgreementDocument(Agreement agreement, var _) -> agreement.payload();
        });
    }
}
