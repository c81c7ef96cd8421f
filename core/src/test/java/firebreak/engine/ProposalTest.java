package firebreak.engine;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Vectors;
import firebreak.identity.Jws;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A node and the expiry of a channel's proposal, with the documents of `spec/vectors/charter.json`.
final class ProposalTest {
    private static final Instant EXPIRES = Instant.parse("2026-12-06T12:00:00Z");

    @Test
    void a_proposal_is_taken_until_it_expires_and_after_that_only_to_read_by() throws Exception {
        assertThat(admitted("channel", EXPIRES).toString()).contains("admitted").doesNotContain("expired");
        assertThat(admitted("channel", EXPIRES.plusMillis(1)).toString())
                .contains("it expired at " + EXPIRES)
                .contains("this party speaks under it only if others show that it did before");
    }

    private static Effect.Result admitted(String id, Instant now) throws FormatException {
        State state = State.EMPTY;
        Jws charter = document("charter");
        state = step(state, new Event.JoinCharter(1, charter, Hash.of(charter.payload()), new PartyCode("AA")), now)
                .state();
        state = step(state, new Event.AdmitDocument(2, document("manifest-AA")), now)
                .state();
        state = step(state, new Event.AdmitDocument(3, document("manifest-BB")), now)
                .state();
        return step(state, new Event.AdmitDocument(4, document(id)), now).effects().stream()
                .filter(Effect.Answer.class::isInstance)
                .map(Effect.Answer.class::cast)
                .filter(answer -> answer.request() == 4)
                .map(Effect.Answer::result)
                .findFirst()
                .orElseThrow();
    }

    private static Step step(State state, Event event, Instant now) {
        return Engine.step(state, event, (_, _) -> Optional.empty(), now, new SplittableRandom(1));
    }

    private static Jws document(String id) throws FormatException {
        String text = Vectors.cases("charter.json", "documents").stream()
                .filter(document -> Vectors.text(document, "id").equals(id))
                .map(document -> Vectors.text(document, "jws"))
                .findFirst()
                .orElseThrow();
        return Jws.parse(id, Bytes.ofUtf8(text));
    }
}
