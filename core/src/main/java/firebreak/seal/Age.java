package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The age v1 file format (c2sp.org/age): any bytes, sealed to one or more recipients. The streaming forms hold
/// one chunk of 64 KiB at a time.
///
/// A reader accepts headers of at most 256 KiB with at most 128 stanzas, and ignores stanzas of types it does
/// not know. For armoured text see [Armor].
public final class Age {
    /// Most recipients of one file.
    public static final int MAX_RECIPIENTS = Header.MAX_STANZAS;

    private Age() {}

    /// Seals a stream; closes neither.
    ///
    /// @param recipients a [Recipient.Passphrase] must be the only one; hybrid and X25519 do not mix, since the
    ///     file would then be as weak as the weaker
    /// @param random the file's keys come from it; the production node passes a `SecureRandom`
    public static void encrypt(
            InputStream plaintext, OutputStream age, List<? extends Recipient> recipients, RandomGenerator random)
            throws IOException {
        refuseMixture(recipients);
        try (FileKey fileKey = FileKey.generate(random)) {
            List<Stanza> stanzas =
                    recipients.stream().map(to -> wrap(fileKey, to, random)).toList();
            age.write(Header.of(stanzas, fileKey).bytes().toArray());
            Payload.seal(fileKey, new Source(plaintext), age, random);
        }
    }

    public static Bytes encrypt(Bytes plaintext, List<? extends Recipient> recipients, RandomGenerator random) {
        ByteArrayOutputStream age = new ByteArrayOutputStream(plaintext.size() + 2048 * recipients.size());
        try {
            encrypt(new ByteArrayInputStream(plaintext.toArray()), age, recipients, random);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to read or write", impossible);
        }
        return Bytes.wrap(age.toByteArray());
    }

    /// Opens a stream; closes neither. Every chunk is verified before it is written, but only a normal return
    /// says that the whole is there: after an exception the caller discards what was written.
    ///
    /// @param maxBytes most bytes of plaintext
    /// @return the number of bytes written
    /// @throws FormatException malformed, altered, cut short or longer than allowed
    public static Unsealed<Long> decrypt(
            InputStream age, OutputStream plaintext, List<? extends Identity> identities, long maxBytes)
            throws IOException, FormatException {
        return decrypt(age, plaintext, identities, List.of(), maxBytes);
    }

    private static Unsealed<Long> decrypt(
            InputStream age,
            OutputStream plaintext,
            List<? extends Identity> identities,
            List<Recipient.Hybrid> expected,
            long maxBytes)
            throws IOException, FormatException {
        Source in = new Source(age);
        Optional<FileKey> found = Header.read(in).open(identities, expected);
        if (found.isEmpty()) {
            return new Unsealed.NotForUs<>();
        }
        try (FileKey fileKey = found.get()) {
            return new Unsealed.Opened<>(Payload.open(fileKey, in, plaintext, maxBytes));
        }
    }

    public static Unsealed<Bytes> decrypt(Bytes age, List<? extends Identity> identities, int maxBytes)
            throws FormatException {
        return decrypt(age, identities, List.of(), maxBytes);
    }

    /// @param expected whom the file is thought to be for, in the order in which it was sealed; only saves time
    static Unsealed<Bytes> decrypt(
            Bytes age, List<? extends Identity> identities, List<Recipient.Hybrid> expected, int maxBytes)
            throws FormatException {
        ByteArrayOutputStream plaintext = new ByteArrayOutputStream(Math.min(age.size(), maxBytes));
        try {
            return switch (decrypt(
                    new ByteArrayInputStream(age.toArray()), plaintext, identities, expected, maxBytes)) {
                case Unsealed.Opened<Long> _ -> new Unsealed.Opened<>(Bytes.wrap(plaintext.toByteArray()));
                case Unsealed.NotForUs<Long> _ -> new Unsealed.NotForUs<>();
            };
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail to read or write", impossible);
        }
    }

    private static Stanza wrap(FileKey fileKey, Recipient recipient, RandomGenerator random) {
        return switch (recipient) {
            case Recipient.Hybrid hybrid -> HybridStanza.wrap(fileKey, hybrid.publicKey(), random);
            case Recipient.X25519 x25519 -> X25519Stanza.wrap(fileKey, x25519.publicKey(), random);
            case Recipient.Passphrase known ->
                ScryptStanza.wrap(fileKey, known.passphrase(), known.workFactor(), random);
        };
    }

    private static void refuseMixture(List<? extends Recipient> recipients) {
        if (recipients.isEmpty() || recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException("an age file has 1 to " + MAX_RECIPIENTS + " recipients");
        }
        if (recipients.stream().map(Recipient::getClass).distinct().count() > 1) {
            throw new IllegalArgumentException("recipients of one file are of one kind");
        }
        if (recipients.size() > 1 && recipients.getFirst() instanceof Recipient.Passphrase) {
            throw new IllegalArgumentException("a passphrase is the only recipient of its file");
        }
    }
}
