package firebreak.verifier.paper;

import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;

/// One of the four kinds of document that fix who may say what.
sealed interface Document permits Charter, Manifest, Revocation, Agreement {
    String mode();

    Version version();

    static Document read(String place, SignedObject signed) throws Malformed {
        Json payload = Canonical.read(place, signed.payload(), SignedObject.MOST_BYTES);
        Members members = Members.of(place, payload);
        Document document = switch (members.text("type")) {
            case "charter" -> Charter.read(members);
            case "manifest" -> Manifest.read(members);
            case "revocation" -> Revocation.read(members);
            case "channel" -> Agreement.read(members);
            default -> throw new Malformed(members.place("type"), "expected charter, manifest, revocation or channel");
        };
        members.end();
        return document;
    }
}
