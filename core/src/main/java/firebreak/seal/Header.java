package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// The textual header of an age file: the file key wrapped for each recipient, under a MAC.
///
/// @param authenticated the bytes from the version line up to and including `---`, exactly as read or written
record Header(List<Stanza> stanzas, Bytes authenticated, Bytes mac) {
    /// Written limits of a reader; 128 hybrid stanzas take 200 kB.
    static final int MAX_BYTES = 256 << 10;

    static final int MAX_STANZAS = 128;

    static final String VERSION = "age-encryption.org/v1";
    static final String END = "---";
    static final int MAC = 32;

    Header {
        stanzas = List.copyOf(stanzas);
    }

    static Header of(List<Stanza> stanzas, FileKey fileKey) {
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        stanzas.forEach(stanza -> stanza.write(text));
        Bytes authenticated = Bytes.wrap(text.append(END).toString().getBytes(StandardCharsets.US_ASCII));
        return new Header(stanzas, authenticated, fileKey.mac(authenticated));
    }

    /// Reads up to and including the header's last line feed.
    static Header read(Source in) throws IOException, FormatException {
        return new HeaderReader(in).header();
    }

    Bytes bytes() {
        return authenticated.plus(Bytes.ofUtf8(" " + Base64Lines.encode(mac) + "\n"));
    }

    /// The file key that one of the identities finds, once the MAC proves that this header is whole.
    ///
    /// @param expected whom the file is thought to be for, in the order of its stanzas; else only time is lost
    Optional<FileKey> open(List<? extends Identity> identities, List<Recipient.Hybrid> expected)
            throws FormatException {
        Optional<FileKey> found = whereExpected(identities, expected);
        if (found.isEmpty()) {
            found = find(identities);
        }
        if (found.isPresent() && !isWhole(found.get())) {
            found.get().close();
            throw new FormatException("age header MAC", "expected the MAC of this header: it was altered");
        }
        return found;
    }

    private Optional<FileKey> whereExpected(List<? extends Identity> identities, List<Recipient.Hybrid> expected)
            throws FormatException {
        for (Identity identity : identities) {
            int at = identity instanceof Identity.Hybrid hybrid ? expected.indexOf(hybrid.recipient()) : -1;
            if (at >= 0 && at < stanzas.size()) {
                Optional<FileKey> found = unwrap(at, identity);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<FileKey> find(List<? extends Identity> identities) throws FormatException {
        for (Identity identity : identities) {
            for (int i = 0; i < stanzas.size(); i++) {
                Optional<FileKey> found = unwrap(i, identity);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<FileKey> unwrap(int at, Identity identity) throws FormatException {
        String place = "age header stanza " + (at + 1);
        Stanza stanza = stanzas.get(at);
        return switch (identity) {
            case Identity.Hybrid hybrid -> hybrid.use(key -> HybridStanza.unwrap(place, stanza, key));
            case Identity.X25519 x25519 ->
                X25519Stanza.unwrap(
                        place, stanza, x25519.scalar(), x25519.recipient().publicKey());
            case Identity.Passphrase known ->
                ScryptStanza.unwrap(place, stanza, known.passphrase(), known.maxWorkFactor());
        };
    }

    private boolean isWhole(FileKey fileKey) {
        return MessageDigest.isEqual(fileKey.mac(authenticated).toArray(), mac.toArray());
    }
}
