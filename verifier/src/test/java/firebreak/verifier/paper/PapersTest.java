package firebreak.verifier.paper;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.verifier.sign.SignedObject;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Vectors;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PapersTest {
    /// A first charter is taken here by its signatures; that a person compared its fingerprint is said of the whole
    /// export.
    static List<Vectors.Case> cases() {
        return Vectors.cases("charter", "cases").stream()
                .filter(vector -> !vector.text("id").equals("charter-not-compared")
                        && !vector.text("id").equals("charter-other-fingerprint"))
                .toList();
    }

    private static SignedObject document(String id) throws Malformed {
        for (Vectors.Case document : Vectors.cases("charter", "documents")) {
            if (document.text("id").equals(id)) {
                return SignedObject.read(id, document.bytes("jws"));
            }
        }
        throw new AssertionError(id);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_document_has_its_verdict(Vectors.Case vector) throws Malformed {
        Papers papers = new Papers();
        for (String known : vector.texts("known")) {
            assertThat(papers.admit(document(known))).isEmpty();
        }
        Optional<String> objection = papers.admit(document(vector.text("document")));
        switch (vector.text("verdict")) {
            case "admitted" -> assertThat(objection).isEmpty();
            case "known" ->
                assertThat(objection).hasValueSatisfying(why -> assertThat(why).contains("another copy"));
            case "conflicting" ->
                assertThat(objection).hasValueSatisfying(why -> assertThat(why).contains("contradicts"));
            default -> assertThat(objection).isPresent();
        }
    }

    @Test
    void an_export_of_a_channel_holds_what_the_channel_rests_on_under_one_name_each() throws Malformed {
        Papers papers = new Papers();
        for (String id : List.of("charter", "charter-2", "manifest-AA", "manifest-BB", "channel", "channel-2")) {
            assertThat(papers.admit(document(id))).as(id).isEmpty();
        }
        Hash channel = Hash.of(document("channel").payload());
        assertThat(DocumentPaths.of(papers, channel).keySet())
                .containsExactly(
                        "agreement/0001.json",
                        "agreement/0002.json",
                        "charter/0001.json",
                        "charter/0002.json",
                        "manifest/AA/0001.json",
                        "manifest/BB/0001.json");
        assertThat(DocumentPaths.of(papers, Hash.of())).isEmpty();
    }
}
