package firebreak.seal;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Vectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The published age vectors of C2SP/CCTV: every file opens, or fails in the part that it says.
class CctvTest {
    private static final int BLOCK = 512;

    private record Outcome(String verdict, Bytes released) {}

    @TestFactory
    List<DynamicTest> every_published_vector_ends_as_it_says() throws IOException {
        return vectors().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.name, () -> check(vector)))
                .toList();
    }

    @Test
    void the_published_vectors_are_all_there() throws IOException {
        assertThat(vectors()).hasSize(97);
    }

    private static void check(Vector vector) throws Exception {
        List<Identity> identities = new ArrayList<>();
        for (String text : vector.values("identity")) {
            identities.add(Identity.parse(vector.name, Samples.secret(text)));
        }
        for (String text : vector.values("passphrase")) {
            identities.add(new Identity.Passphrase(Samples.secret(text)));
        }
        Outcome outcome = open(vector, identities);
        identities.forEach(Identity::close);
        assertThat(outcome.verdict).isEqualTo(vector.values("expect").getFirst());
        for (String hash : vector.values("payload")) {
            assertThat(Hash.of(outcome.released).hex()).isEqualTo(hash);
        }
    }

    private static Outcome open(Vector vector, List<Identity> identities) throws IOException {
        ByteArrayOutputStream released = new ByteArrayOutputStream();
        String verdict;
        try {
            Bytes file = vector.values("armored").isEmpty() ? vector.file : Armor.read(vector.file);
            verdict = switch (Age.decrypt(new ByteArrayInputStream(file.toArray()), released, identities, 1 << 20)) {
                case Unsealed.Opened<Long> _ -> "success";
                case Unsealed.NotForUs<Long> _ -> "no match";
            };
        } catch (FormatException refused) {
            verdict = part(refused) + " failure";
        }
        return new Outcome(verdict, Bytes.wrap(released.toByteArray()));
    }

    private static String part(FormatException refused) {
        String part = refused.place().split(" ", -1)[1];
        return refused.place().startsWith("age header MAC") ? "HMAC" : part;
    }

    private static List<Vector> vectors() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        try (InputStream tar = new GZIPInputStream(
                new ByteArrayInputStream(Vectors.published("age.tar.gz").toArray()))) {
            for (byte[] head = tar.readNBytes(BLOCK); head[0] != 0; head = tar.readNBytes(BLOCK)) {
                String name = ascii(head, 0, 100);
                int size = Integer.parseInt(ascii(head, 124, 12).strip(), 8);
                byte[] content = tar.readNBytes(Math.ceilDiv(size, BLOCK) * BLOCK);
                if (!name.endsWith("/")) {
                    vectors.add(Vector.read(name, Bytes.copyOf(content).slice(0, size)));
                }
            }
        }
        return vectors;
    }

    private static String ascii(byte[] block, int from, int length) {
        String field = new String(block, from, length, StandardCharsets.US_ASCII);
        return field.indexOf(0) < 0 ? field : field.substring(0, field.indexOf(0));
    }

    private record Vector(String name, List<String> head, Bytes file) {
        static Vector read(String name, Bytes content) throws IOException {
            String text = new String(content.toArray(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\n\n");
            List<String> head = List.of(text.substring(0, end).split("\n", -1));
            Bytes file = content.slice(end + 2, content.size());
            return new Vector(name, head, head.contains("compressed: zlib") ? inflate(file) : file);
        }

        private static Bytes inflate(Bytes file) throws IOException {
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(file.toArray()))) {
                return Bytes.wrap(in.readAllBytes());
            }
        }

        List<String> values(String key) {
            return head.stream()
                    .filter(line -> line.startsWith(key + ": "))
                    .map(line -> line.substring(key.length() + 2))
                    .toList();
        }
    }
}
