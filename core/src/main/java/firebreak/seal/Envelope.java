package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.random.RandomGenerator;

/// A signed object sealed for the members of a channel: an age file to hybrid recipients whose plaintext is
///
///     length of the JWS (4 bytes, big-endian) ‖ salt (32 bytes) ‖ JWS ‖ zeros up to a size class
///
/// The salt is drawn by the author and opens the leaf's commitment. Written out in `spec/envelope.md`.
public final class Envelope {
    /// Bytes of the salt.
    public static final int SALT = 32;
    /// Most bytes of a sealed JWS: 262,108.
    public static final int MAX_JWS = SizeClass.MAX - Integer.BYTES - SALT;
    /// Most recipients of one envelope.
    public static final int MAX_RECIPIENTS = Age.MAX_RECIPIENTS;
    /// No envelope that can be opened has more bytes: the largest header and the largest payload.
    public static final int MAX_BYTES = Header.MAX_BYTES + Payload.sealedSize(SizeClass.MAX);

    private static final int PREFIX = Integer.BYTES + SALT;
    private static final Bytes COMMITMENT = Bytes.ofUtf8("firebreak/commitment/v1\0");

    private Envelope() {}

    /// What an envelope held. The JWS is as yet unverified bytes.
    public record Content(Bytes jws, Bytes salt) {
        public Content {
            if (jws.isEmpty() || jws.size() > MAX_JWS) {
                throw new IllegalArgumentException("an envelope holds a JWS of 1 to " + MAX_JWS + " bytes");
            }
            if (salt.size() != SALT) {
                throw new IllegalArgumentException("a salt has " + SALT + " bytes");
            }
        }

        /// What the leaf of this content commits to.
        public Hash commitment() {
            return Envelope.commitment(salt, jws);
        }
    }

    /// Seals to every recipient. Each call gives other bytes.
    ///
    /// @param jws 1 to [#MAX_JWS] bytes
    /// @param salt 32 bytes that nobody could guess, drawn for this one object
    /// @param recipients 1 to [#MAX_RECIPIENTS]
    public static Bytes seal(Bytes jws, Bytes salt, List<Recipient.Hybrid> recipients, RandomGenerator random) {
        return Age.encrypt(pad(new Content(jws, salt)), recipients, random);
    }

    /// Opens with whichever identity fits.
    ///
    /// @throws FormatException malformed or altered, or padded otherwise than [#seal] pads
    public static Unsealed<Content> open(Bytes envelope, List<Identity.Hybrid> identities) throws FormatException {
        return open(envelope, identities, List.of());
    }

    /// The same where it is known for whom such envelopes are: an envelope to many is opened as fast as one to a few.
    ///
    /// @param expected the recipients in the order in which [#seal] got them; else only time is lost
    public static Unsealed<Content> open(
            Bytes envelope, List<Identity.Hybrid> identities, List<Recipient.Hybrid> expected) throws FormatException {
        if (envelope.size() > MAX_BYTES) {
            throw new FormatException("envelope", "expected at most " + MAX_BYTES + " bytes, found " + envelope.size());
        }
        return switch (Age.decrypt(envelope, identities, expected, SizeClass.MAX)) {
            case Unsealed.Opened<Bytes>(Bytes plaintext) -> new Unsealed.Opened<>(unpad(plaintext));
            case Unsealed.NotForUs<Bytes> _ -> new Unsealed.NotForUs<>();
        };
    }

    /// SHA-256 of `firebreak/commitment/v1`, a zero byte, the salt and the JWS: says nothing about the JWS to
    /// whoever lacks the salt, and holds its author to it.
    public static Hash commitment(Bytes salt, Bytes jws) {
        return Hash.of(Bytes.concat(COMMITMENT, salt, jws));
    }

    static Bytes pad(Content content) {
        int size = SizeClass.of(PREFIX + content.jws().size());
        byte[] plaintext = ByteBuffer.allocate(size)
                .putInt(content.jws().size())
                .put(content.salt().buffer())
                .put(content.jws().buffer())
                .array();
        return Bytes.wrap(plaintext);
    }

    static Content unpad(Bytes plaintext) throws FormatException {
        int jws = plaintext.size() < PREFIX ? 0 : plaintext.buffer().getInt();
        if (jws < 1 || jws > MAX_JWS) {
            throw new FormatException("envelope length", "expected the length of a JWS, 1 to " + MAX_JWS);
        }
        int end = PREFIX + jws;
        if (plaintext.size() != SizeClass.of(end)) {
            throw new FormatException(
                    "envelope padding", "expected padding to the smallest size class, " + SizeClass.of(end) + " bytes");
        }
        for (int i = end; i < plaintext.size(); i++) {
            if (plaintext.at(i) != 0) {
                throw new FormatException("envelope padding at byte " + i, "expected zero");
            }
        }
        return new Content(plaintext.slice(PREFIX, end), plaintext.slice(Integer.BYTES, PREFIX));
    }
}
