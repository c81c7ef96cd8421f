package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Damage;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.node.http.Response;
import firebreak.note.LeafRef;
import firebreak.record.Origin;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What another member's node answers, however wrong.
class DamagedInputTest {
    private static final LeafRef LEAF = new LeafRef(Origin.random(new Random(1)), 3, Hash.of(Bytes.ofUtf8("a leaf")));

    @Test
    void outcomes_of_a_bundle() {
        List<Effect.Result> results = List.of(
                new Effect.Result.Taken(LEAF, false),
                new Effect.Result.Later("not now"),
                new Effect.Result.Refused("never"));
        Bytes good = Canonical.write(TakenJson.write(results));
        Damage.json(List.of(good), input -> {
            List<Event.Taken> taken = TakenJson.read(input, List.of(3L, 5L, 9L));
            assertThat(taken).extracting(Event.Taken::index).containsExactly(3L, 5L, 9L);
            assertThat(taken).allSatisfy(one -> assertThat(one.reason()).doesNotContainPattern("\\p{Cntrl}"));
            return input;
        });
    }

    @Test
    void refusals() {
        Bytes good = Response.refused(409, "the channel is not known here").body();
        Damage.json(List.of(good), input -> {
            String reason = new Response(409, Response.PROBLEM, input).reason();
            assertThat(reason).isNotBlank().hasSizeLessThanOrEqualTo(600).doesNotContainPattern("\\p{Cntrl}");
            return input;
        });
    }
}
