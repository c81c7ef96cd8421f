package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.encoding.Vectors;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The inclusion proofs published by transparency-dev/merkle, good and bad.
class PublishedInclusionTest {
    private static final int TAR_BLOCK = 512;

    @Test
    void every_published_verdict_is_ours() throws IOException, FormatException {
        Map<String, Bytes> cases = untar("merkle-inclusion.tar.gz");
        assertThat(cases).hasSizeGreaterThanOrEqualTo(98);
        for (Map.Entry<String, Bytes> entry : cases.entrySet()) {
            check(entry.getKey(), Canonical.readLoose(entry.getKey(), entry.getValue(), 1 << 20));
        }
    }

    private static void check(String name, Json json) throws FormatException {
        Fields fields = Fields.of(name, json);
        long index = fields.required("leafIdx", PublishedInclusionTest::unsigned);
        long size = fields.required("treeSize", PublishedInclusionTest::unsigned);
        Bytes root = fields.required("root", PublishedInclusionTest::base64);
        Bytes leaf = fields.required("leafHash", PublishedInclusionTest::base64);
        List<Bytes> proof =
                fields.optional("proof", PublishedInclusionTest::proof).orElse(List.of());
        assertThat(verdict(index, size, root, leaf, proof)).as(name).isEqualTo(!fields.bool("wantErr"));
    }

    /// Numbers up to 2^64 - 1; those beyond 2^53 lose their last digits and are beyond our trees anyway.
    private static long unsigned(String place, Json json) throws FormatException {
        if (json instanceof Json.Num(double number)) {
            return (long) number;
        }
        throw new FormatException(place, "expected a number");
    }

    private static List<Bytes> proof(String place, Json json) throws FormatException {
        return json instanceof Json.Null ? List.of() : Fields.asList(place, json, PublishedInclusionTest::base64);
    }

    private static Bytes base64(String place, Json json) throws FormatException {
        return json instanceof Json.Null ? Bytes.EMPTY : Bytes.parseBase64(place, Fields.asString(place, json));
    }

    /// What our types cannot hold at all is refused with them.
    private static boolean verdict(long index, long size, Bytes root, Bytes leaf, List<Bytes> proof) {
        try {
            InclusionProof built = InclusionProof.checked(
                    "case", index, size, proof.stream().map(Hash::new).toList());
            return built.verify(new Hash(leaf), new Hash(root));
        } catch (FormatException | IllegalArgumentException refused) {
            return false;
        }
    }

    private static Map<String, Bytes> untar(String name) throws IOException {
        Map<String, Bytes> files = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(
                new ByteArrayInputStream(Vectors.published(name).toArray())))) {
            byte[] header = new byte[TAR_BLOCK];
            while (in.readNBytes(header, 0, TAR_BLOCK) == TAR_BLOCK && header[0] != 0) {
                int size = Integer.parseInt(text(header, 124, 11), 8);
                byte[] content = in.readNBytes(size);
                in.skipNBytes((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
                if (header[156] == '0') {
                    files.put(text(header, 0, 100), Bytes.wrap(content));
                }
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.US_ASCII).split("\0", 2)[0].trim();
    }
}
