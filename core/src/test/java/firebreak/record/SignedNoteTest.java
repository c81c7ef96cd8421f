package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    /// The example of Go's sumdb/note, with the key that verifies it.
    private static final String NEUMANN = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String NEUMANN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    /// The example of C2SP signed-note: a text with an empty line in it.
    private static final String QUASIMODO = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
            """;

    private static final String LINE = "— a.example AAAAAQI=\n";

    @Test
    void gos_example_verifies_with_its_key() throws FormatException {
        SignedNote note = parse(NEUMANN);
        VerifierKey key = VerifierKey.parse("vkey", NEUMANN_KEY);
        assertThat(note.linesOf(key.ref())).hasSize(1);
        assertThat(key.key()
                        .verify(
                                Bytes.ofUtf8(note.text()),
                                note.lines().getFirst().signature()))
                .isTrue();
        assertThat(key.key()
                        .verify(
                                Bytes.ofUtf8(note.text() + "\n"),
                                note.lines().getFirst().signature()))
                .isFalse();
    }

    @Test
    void the_specifications_example_splits_at_its_last_empty_line() throws FormatException {
        SignedNote note = parse(QUASIMODO);
        assertThat(note.text()).endsWith("sole:\n\ned è subito sera.\n").doesNotContain("quasimodo");
        assertThat(note.lines()).hasSize(1);
        assertThat(note.lines().getFirst().key()).hasToString("quasimodo.example/salvatore+367ba04b");
        assertThat(note.lines().getFirst().signature().size()).isEqualTo(64);
    }

    @Test
    void a_note_comes_back_as_it_went() throws FormatException {
        for (String note : List.of(NEUMANN, QUASIMODO, "\n\n" + LINE, "a\n\n\n" + LINE + LINE)) {
            assertThat(parse(note).bytes()).isEqualTo(Bytes.ofUtf8(note));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "text\n",
                "text\n\n",
                "text\n" + LINE,
                "text\n\n" + "— a.example AAAAAQI=",
                "text\n\n" + LINE + "\n",
                "text\n\n" + LINE + "more\n",
                "te\txt\n\n" + LINE,
                "te\rxt\n\n" + LINE,
                "te\0xt\n\n" + LINE,
                "text\r\n\r\n" + LINE,
                "text\n\n- a.example AAAAAQI=\n",
                "text\n\n—a.example AAAAAQI=\n",
                "text\n\n—  AAAAAQI=\n",
                "text\n\n— a.example\n",
                "text\n\n— a.example \n",
                "text\n\n— a+b AAAAAQI=\n",
                "text\n\n— a\u00a0b AAAAAQI=\n",
                "text\n\n— a\u2003b AAAAAQI=\n",
                "text\n\n— a\u0085b AAAAAQI=\n",
                "text\n\n— a.example AAAAAQ==\n",
                "text\n\n— a.example AAAAAQI\n",
                "text\n\n— a.example AAAAAQJ=\n",
                "text\n\n— a.example AAAAAQI= \n",
                "text\n\n— a.example  AAAAAQI=\n",
                "text\n\n— a.example AAAA-QI=\n"
            })
    void anything_else_is_refused(String note) {
        assertThatThrownBy(() -> parse(note)).isInstanceOf(FormatException.class);
    }

    @Test
    void malformed_utf8_is_refused() {
        Bytes content = Bytes.concat(Bytes.wrap(new byte[] {(byte) 0xc3, '\n', '\n'}), Bytes.ofUtf8(LINE));
        assertThatThrownBy(() -> SignedNote.parse("note", content)).isInstanceOf(FormatException.class);
    }

    @Test
    void thirty_two_lines_pass_and_thirty_three_do_not() throws FormatException {
        assertThat(parse("text\n\n" + LINE.repeat(32)).lines()).hasSize(32);
        assertThatThrownBy(() -> parse("text\n\n" + LINE.repeat(33))).isInstanceOf(FormatException.class);
        SignatureLine line = new SignatureLine(new KeyRef(new KeyName("a"), 1), Bytes.ofUtf8("x"));
        assertThatThrownBy(() -> new SignedNote("text\n", Collections.nCopies(33, line)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sixteen_of_the_largest_lines_fit() throws FormatException {
        String lines = IntStream.range(0, 16)
                .mapToObj(i -> "— witness.example/" + i + " "
                        + Bytes.wrap(new byte[4 + 8 + 2420]).base64() + "\n")
                .collect(Collectors.joining());
        assertThat(parse("text\n\n" + lines).lines()).hasSize(16);
    }

    @Test
    void sixty_four_kibibytes_pass_and_a_byte_more_does_not() throws FormatException {
        String largest = "x".repeat(SignedNote.MAX_SIZE - 2 - Bytes.ofUtf8(LINE).size()) + "\n\n" + LINE;
        assertThat(parse(largest).bytes().size()).isEqualTo(SignedNote.MAX_SIZE);
        assertThatThrownBy(() -> parse("x" + largest)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> new SignedNote(
                        "x" + largest.substring(0, largest.indexOf('\n') + 1),
                        parse(largest).lines()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_line_is_not_added_twice() throws FormatException {
        SignedNote note = parse(NEUMANN);
        SignedNote twice = note.with(parse(QUASIMODO).lines());
        assertThat(twice.lines()).hasSize(2);
        assertThat(twice.with(note.lines())).isEqualTo(twice);
    }

    private static SignedNote parse(String note) throws FormatException {
        return SignedNote.parse("note", Bytes.ofUtf8(note));
    }
}
