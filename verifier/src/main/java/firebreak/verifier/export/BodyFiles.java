package firebreak.verifier.export;

import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Leaf;
import java.io.IOException;
import java.util.Optional;

/// The signed objects and envelopes of one record, compared with what its leaves commit to.
record BodyFiles(Files files, Findings faults, Entry entry) {
    private static final Bytes COMMITMENT = Bytes.ofText("firebreak/commitment/v1\0");
    private static final int MOST_BYTES = SignedObject.MOST_BYTES + 256;
    private static final int MOST_ENVELOPE = 524_368;
    private static final int SALT = 32;

    void envelope(long index, Leaf leaf) throws IOException {
        String path = entry.envelope(index);
        Optional<Bytes> content = files.read(path, MOST_ENVELOPE);
        if (content.isPresent() && !Hash.of(content.get()).equals(leaf.envelope())) {
            faults.add(path, index, "is not the envelope its leaf commits to");
        }
    }

    /// The signed object, where it is the one that the leaf commits to.
    Optional<Bytes> content(long index, Leaf leaf) throws IOException {
        String path = entry.body(index);
        Optional<Bytes> content = files.read(path, MOST_BYTES);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            Members body = Members.of("body", Canonical.read("body", content.get(), MOST_BYTES));
            Json signed = body.need("jws", (_, value) -> value);
            Bytes salt = body.bytes("salt");
            body.end();
            if (salt.size() != SALT) {
                throw new Malformed("body.salt", "expected " + SALT + " bytes");
            }
            Bytes exact = Canonical.write(signed);
            if (Hash.of(COMMITMENT, salt, exact).equals(leaf.commitment())) {
                return Optional.of(exact);
            }
            faults.add(path, index, "is not the content its leaf commits to");
        } catch (Malformed malformed) {
            faults.add(path, index, malformed.reason());
        }
        return Optional.empty();
    }
}
