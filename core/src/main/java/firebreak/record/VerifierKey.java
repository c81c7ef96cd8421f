package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.Ed25519;
import firebreak.identity.MlDsa;
import firebreak.identity.MlDsaSet;
import firebreak.identity.RecordKeys;
import firebreak.identity.VerifyingKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A public key as transparency logs exchange it (C2SP signed-note): `NAME+KEYID+BASE64(type ‖ public key)`.
public record VerifierKey(KeyName name, SignatureType type, VerifyingKey key) {
    /// The signed message of tlog-cosignature gives the name's length one byte.
    private static final int MAX_COSIGNER_NAME = 255;

    public VerifierKey {
        if (!key.algorithm().equals(type.algorithm())) {
            throw new IllegalArgumentException("a key of type " + type + " cannot be " + key.algorithm());
        }
        if (name.encodedSize() > MAX_COSIGNER_NAME) {
            throw new IllegalArgumentException("the name of a key has at most 255 bytes");
        }
    }

    /// The two keys of a record under its origin, in the order of their lines on a checkpoint.
    public static List<VerifierKey> ofRecord(Origin origin, RecordKeys keys) {
        KeyName name = origin.keyName();
        return List.of(
                new VerifierKey(name, SignatureType.ED25519, keys.ed25519()),
                new VerifierKey(name, SignatureType.TIMED_ML_DSA_44, keys.mlDsa44()));
    }

    public KeyRef ref() {
        return KeyRef.of(name, typeAndKey());
    }

    public String text() {
        return ref() + "+" + typeAndKey().base64();
    }

    private Bytes typeAndKey() {
        return Bytes.wrap(new byte[] {(byte) type.code()}).plus(key.bytes());
    }

    public static VerifierKey parse(String place, String text) throws FormatException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new FormatException(place, "expected a verifier key: name, key id and key, joined by '+'");
        }
        Bytes typeAndKey = Bytes.parseBase64(place, parts[2]);
        if (typeAndKey.isEmpty()) {
            throw new FormatException(place, "expected a signature type and a public key");
        }
        SignatureType type = type(place, typeAndKey.at(0));
        KeyName name = KeyName.parse(place, parts[0]);
        if (name.encodedSize() > MAX_COSIGNER_NAME) {
            throw new FormatException(place, "expected a name of at most 255 bytes");
        }
        VerifierKey parsed = new VerifierKey(name, type, key(place, type, typeAndKey.slice(1, typeAndKey.size())));
        if (!parsed.text().equals(text)) {
            throw new FormatException(place, "expected the key id that belongs to name and key");
        }
        return parsed;
    }

    private static SignatureType type(String place, byte code) throws FormatException {
        return Arrays.stream(SignatureType.values())
                .filter(type -> type.code() == code)
                .findFirst()
                .orElseThrow(() -> new FormatException(place, "expected signature type 1, 4 or 6"));
    }

    private static VerifyingKey key(String place, SignatureType type, Bytes key) throws FormatException {
        return switch (type) {
            case ED25519, TIMED_ED25519 -> Ed25519.publicKey(place, key);
            case TIMED_ML_DSA_44 -> MlDsa.publicKey(place, MlDsaSet.ML_DSA_44, key);
        };
    }

    /// What a line of this key states about a checkpoint, or nothing where its signature is not valid.
    Optional<Statement> verify(Checkpoint checkpoint, Bytes signature) {
        return switch (type) {
            case ED25519 -> verified(Bytes.ofUtf8(checkpoint.text()), signature, Statement.NO_TIME);
            case TIMED_ED25519, TIMED_ML_DSA_44 -> verifyTimed(checkpoint, signature);
        };
    }

    private Optional<Statement> verifyTimed(Checkpoint checkpoint, Bytes signature) {
        if (signature.size() < Long.BYTES) {
            return Optional.empty();
        }
        long time = signature.buffer().getLong();
        Bytes message = CosignedMessage.of(this, checkpoint, time);
        return verified(message, signature.slice(Long.BYTES, signature.size()), time);
    }

    private Optional<Statement> verified(Bytes message, Bytes signature, long time) {
        return key.verify(message, signature) ? Optional.of(new Statement(this, time)) : Optional.empty();
    }
}
