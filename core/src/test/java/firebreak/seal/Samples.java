package firebreak.seal;

import firebreak.encoding.Bytes;
import firebreak.identity.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Seeded randomness, and age files put together by hand, so that a test can break one part and leave the
/// rest exact.
final class Samples {
    private Samples() {}

    static RandomGenerator random(long seed) {
        return new SplittableRandom(seed);
    }

    static Bytes bytes(int size, RandomGenerator random) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return Bytes.wrap(content);
    }

    static Secret secret(String text) {
        return Secret.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A file with exactly these stanzas under a valid MAC.
    static Bytes file(FileKey fileKey, List<Stanza> stanzas, Bytes plaintext, RandomGenerator random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Header.of(stanzas, fileKey).bytes().toArray());
        try {
            Payload.seal(fileKey, source(plaintext), out, random);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Bytes.wrap(out.toByteArray());
    }

    static Source source(Bytes content) {
        return new Source(new ByteArrayInputStream(content.toArray()));
    }

    static Bytes flip(Bytes content, int at, int mask) {
        byte[] changed = content.toArray();
        changed[at] ^= (byte) mask;
        return Bytes.wrap(changed);
    }
}
