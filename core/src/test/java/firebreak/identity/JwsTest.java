package firebreak.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JwsTest {
    private static final Bytes PAYLOAD = Bytes.ofUtf8("{\"type\":\"note\"}");
    private static final Bytes SIGNATURE = Bytes.ofUtf8("signature");

    private static Jws.Line line(String kid) {
        return new Jws.Line(new Algorithm("X"), new KeyId(kid), SIGNATURE);
    }

    private static List<Jws.Line> lines(int count) {
        List<Jws.Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line("key-" + i));
        }
        return lines;
    }

    private static void refused(String message, String text) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Jws.parse("jws", Bytes.ofUtf8(text)))
                .withMessage(message);
    }

    @Test
    void an_object_is_written_as_the_page_shows() throws FormatException {
        Jws jws = Jws.of(Bytes.ofUtf8("{}"), List.of(line("k")));
        assertThat(jws.bytes().utf8("jws"))
                .isEqualTo("{\"payload\":\"e30\",\"signatures\":[{\"protected\":\"eyJhbGciOiJYIiwia2lkIjoiayJ9\","
                        + "\"signature\":\"c2lnbmF0dXJl\"}]}");
        assertThat(Bytes.parseBase64Url("header", "eyJhbGciOiJYIiwia2lkIjoiayJ9")
                        .utf8("header"))
                .isEqualTo("{\"alg\":\"X\",\"kid\":\"k\"}");
    }

    @Test
    void what_is_written_reads_back() throws FormatException {
        Jws jws = Jws.of(PAYLOAD, lines(5));
        Jws read = Jws.parse("jws", jws.bytes());
        assertThat(read).isEqualTo(jws).hasSameHashCodeAs(jws);
        assertThat(read.payload()).isEqualTo(PAYLOAD);
        assertThat(read.lines()).isEqualTo(jws.lines());
        assertThat(read.line(new KeyId("key-3"))).contains(line("key-3"));
        assertThat(read.line(new KeyId("key-9"))).isEmpty();
    }

    @Test
    void the_order_in_which_lines_arrive_does_not_show() {
        long seed = 7515;
        List<Jws.Line> lines = lines(12);
        Jws first = Jws.of(PAYLOAD, lines);
        Random random = new Random(seed);
        for (int draw = 0; draw < 20; draw++) {
            Collections.shuffle(lines, random);
            Jws grown = Jws.of(PAYLOAD, lines.subList(0, 1))
                    .withLines(lines.subList(1, 7))
                    .withLines(lines.subList(4, 12));
            assertThat(grown).as("seed %d, draw %d", seed, draw).isEqualTo(first);
        }
    }

    @Test
    void a_kid_never_comes_twice() {
        Jws jws = Jws.of(PAYLOAD, lines(2));
        Jws.Line other = new Jws.Line(new Algorithm("X"), new KeyId("key-1"), Bytes.ofUtf8("another"));
        assertThat(jws.withLines(lines(2))).isEqualTo(jws);
        assertThatIllegalArgumentException().isThrownBy(() -> jws.withLines(List.of(other)));
        assertThatIllegalArgumentException().isThrownBy(() -> Jws.of(PAYLOAD, List.of(line("k"), line("k"))));
        String item = "{\"protected\":\"eyJhbGciOiJYIiwia2lkIjoiayJ9\",\"signature\":\"AA\"}";
        refused(
                "jws.signatures: expected ascending order of kid, and no kid twice",
                "{\"payload\":\"\",\"signatures\":[" + item + "," + item + "]}");
    }

    @Test
    void one_to_128_lines_are_carried_and_none_or_129_refused() throws FormatException {
        Jws most = Jws.of(PAYLOAD, lines(128));
        assertThat(Jws.parse("jws", most.bytes()).lines()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> most.withLines(List.of(line("one-more"))));
        assertThatIllegalArgumentException().isThrownBy(() -> Jws.of(PAYLOAD, List.of()));
        String text = most.bytes().utf8("jws");
        String last = text.substring(text.lastIndexOf("{\"protected\""), text.length() - 2);
        String further = last.replaceFirst(
                "\"eyJ[^\"]*\"",
                "\"" + Bytes.ofUtf8("{\"alg\":\"X\",\"kid\":\"zzz\"}").base64Url() + "\"");
        refused(
                "jws.signatures: expected 1 to 128 signatures",
                text.substring(0, text.length() - 2) + "," + further + "]}");
        refused("jws.signatures: expected 1 to 128 signatures", "{\"payload\":\"\",\"signatures\":[]}");
    }

    @Test
    void an_object_of_exactly_1_mib_is_read_and_one_byte_more_is_not() throws FormatException {
        Jws small = Jws.of(Bytes.EMPTY, List.of(line("k")));
        Jws largest = sized(Jws.MAX_SIZE - small.bytes().size());
        assertThat(largest.bytes().size()).isEqualTo(1_048_576);
        assertThat(Jws.parse("jws", largest.bytes())).isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jws.of(largest.payload().plus(Bytes.ofUtf8("x")), largest.lines()));
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> Jws.parse("jws", largest.bytes().plus(Bytes.ofUtf8(" "))))
                .withMessage("jws: expected at most 1048576 bytes, found 1048577");
    }

    /// An object whose payload takes exactly so many base64url characters, bar those of a longer signature.
    private static Jws sized(int characters) {
        for (int more = 0; more < 4; more++) {
            Bytes signature = SIGNATURE.plus(Bytes.wrap(new byte[more]));
            int left = characters
                    - (signature.base64Url().length() - SIGNATURE.base64Url().length());
            if (left % 4 != 1) {
                Bytes payload = Bytes.wrap(new byte[left * 3 / 4]);
                return Jws.of(payload, List.of(new Jws.Line(new Algorithm("X"), new KeyId("k"), signature)));
            }
        }
        throw new AssertionError("no fit");
    }

    @Test
    void names_are_plain_ascii_within_their_limits() {
        assertThat(new Algorithm("a".repeat(64)).name()).hasSize(64);
        assertThat(new KeyId("k".repeat(128)).value()).hasSize(128);
        for (String bad : List.of("", "a b", "a\"", "a\\", "é", "a\n", "\u007f", "a".repeat(129))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new KeyId(bad));
            assertThatIllegalArgumentException().isThrownBy(() -> new Algorithm(bad));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Algorithm("a".repeat(65)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Jws.Line(new Algorithm("X"), new KeyId("k"), Bytes.EMPTY));
    }

    @Test
    void the_longest_names_fit_a_header() throws FormatException {
        Jws.Line longest = new Jws.Line(new Algorithm("a".repeat(64)), new KeyId("k".repeat(128)), SIGNATURE);
        Jws jws = Jws.of(PAYLOAD, List.of(longest));
        assertThat(Jws.parse("jws", jws.bytes()).lines()).containsExactly(longest);
    }

    @Test
    void a_refusal_names_the_line() {
        String good = "{\"protected\":\"eyJhbGciOiJYIiwia2lkIjoiayJ9\",\"signature\":\"AA\"}";
        String bad = "{\"protected\":\""
                + Bytes.ofUtf8("{\"alg\":\"X\",\"kid\":\"z\",\"typ\":\"t\"}").base64Url() + "\",\"signature\":\"AA\"}";
        refused(
                "jws.signatures[1].protected: unknown member 'typ'",
                "{\"payload\":\"\",\"signatures\":[" + good + "," + bad + "]}");
    }

    @Test
    void any_changed_byte_is_refused_or_fails_the_check() {
        long seed = 42;
        Random random = new Random(seed);
        try (SecretPair signer = SecretPair.generate(random)) {
            Bytes bytes = Jws.sign(PAYLOAD, signer).bytes();
            for (int at = 0; at < bytes.size(); at++) {
                byte[] changed = bytes.toArray();
                changed[at] ^= (byte) (1 << random.nextInt(8));
                assertThat(accepts(Bytes.wrap(changed), signer.keys()))
                        .as("seed %d, byte %d", seed, at)
                        .isFalse();
            }
        }
    }

    private static boolean accepts(Bytes bytes, PublicPair keys) {
        try {
            return SignatureCheck.check(Jws.parse("jws", bytes), keys, AlgorithmSet.BASE)
                    instanceof SignatureCheck.Valid;
        } catch (FormatException refused) {
            return false;
        }
    }
}
