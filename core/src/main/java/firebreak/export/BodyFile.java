package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.identity.Jws;

/// `body/INDEX.json`: the signed object a leaf commits to, and the salt of the commitment. The JWS stands in it
/// as JSON; its exact bytes are its canonical form.
record BodyFile(Bytes salt, Bytes jws) {
    static final int SALT_BYTES = 32;
    static final int MAX_BYTES = Jws.MAX_SIZE + 256;

    Bytes bytes() throws FormatException {
        return Canonical.write(Json.object()
                .with("jws", Canonical.read("signed object", jws, Jws.MAX_SIZE))
                .with("salt", salt.base64Url())
                .build());
    }

    static BodyFile parse(String place, Bytes content) throws FormatException {
        Fields fields = Fields.of(place, Canonical.read(place, content, MAX_BYTES));
        Json jws = fields.required("jws", (at, value) -> value);
        Bytes salt = Bytes.parseBase64Url(place + ".salt", fields.string("salt"));
        fields.done();
        if (salt.size() != SALT_BYTES) {
            throw new FormatException(place + ".salt", "expected " + SALT_BYTES + " bytes");
        }
        return new BodyFile(salt, Canonical.write(jws));
    }
}
