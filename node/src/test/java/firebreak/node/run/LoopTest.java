package firebreak.node.run;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.engine.Effect;
import firebreak.engine.Event;
import firebreak.engine.HighWater;
import firebreak.engine.Lookup;
import firebreak.engine.State;
import firebreak.engine.Table;
import firebreak.engine.Write;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.home.Documents;
import firebreak.node.home.Endpoint;
import firebreak.node.home.Founding;
import firebreak.node.home.FoundingPlan;
import firebreak.node.home.Home;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes out before a commit is durable, and what does not.
@Timeout(120)
final class LoopTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final long SECONDS = 60;

    @TempDir
    private Path folder;

    private final HeldStore store = new HeldStore();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private record Asked(Effect effect, Lookup stored) {}

    @Test
    void handwork_begins_while_its_step_is_being_committed_and_answers_wait() throws Exception {
        List<Jws> documents = documents();
        try (Loop loop = new Loop(State.EMPTY, store, InstantSource.fixed(NOW), new SecureRandom())) {
            loop.start(this::carryOut);
            loop.tell(new Event.Started(HighWater.NEW));
            admit(loop, documents);
            List<PartyCode> others = othersAsked();
            store.hold();

            CompletableFuture<Effect.Result> answer;
            try {
                others.forEach(other -> loop.tell(new Event.AskingFailed(channel(loop), other)));
                answer = loop.keep(List.of(row("behind")));
                Asked early = asked.poll(SECONDS, TimeUnit.SECONDS);
                assertThat(early)
                        .as("the opening is to be signed, after %s", others)
                        .isNotNull();
                assertThat(early.effect()).isInstanceOf(Effect.Author.class);
                String payload = String.format("%016x", ((Effect.Author) early.effect()).work());
                assertThat(early.stored().get(Table.PAYLOAD, payload)).isPresent();
                assertThat(store.get(Table.PAYLOAD, payload))
                        .as("not durable yet")
                        .isEmpty();
                assertThat(answer).isNotDone();
                assertThat(loop.state().works()).isEmpty();
            } finally {
                store.release();
            }
            assertThat(answer.get(SECONDS, TimeUnit.SECONDS)).isInstanceOf(Effect.Result.Done.class);
            assertThat(loop.state().works()).hasSize(1);
        }
    }

    private static ChannelId channel(Loop loop) {
        return loop.state().channels().keySet().iterator().next();
    }

    /// Whom the node asks, before it begins its record, whether it has one already.
    private List<PartyCode> othersAsked() throws InterruptedException {
        List<PartyCode> others = new ArrayList<>();
        Asked first = asked.poll(SECONDS, TimeUnit.SECONDS);
        while (first != null) {
            assertThat(first.effect()).isInstanceOf(Effect.AskHolding.class);
            others.add(((Effect.AskHolding) first.effect()).member());
            first = asked.poll();
        }
        return others;
    }

    @Test
    void writes_that_nobody_waits_for_are_durable_soon() throws Exception {
        try (Loop loop = new Loop(State.EMPTY, store, InstantSource.fixed(NOW), new SecureRandom())) {
            loop.start(this::carryOut);
            loop.keepSoon(List.of(row("soon")));
            store.awaitRow(Table.AUDIT, "soon");
        }
    }

    @Test
    void writes_that_nobody_waits_for_are_durable_no_later_than_what_comes_after_them() throws Exception {
        try (Loop loop = new Loop(State.EMPTY, store, InstantSource.fixed(NOW), new SecureRandom())) {
            loop.start(this::carryOut);
            for (int i = 0; i < 100; i++) {
                loop.keepSoon(List.of(row("before-" + i)));
                loop.keep(List.of(row("after-" + i))).get(SECONDS, TimeUnit.SECONDS);
                assertThat(store.get(Table.AUDIT, "before-" + i)).isPresent();
            }
            assertThat(store.commits()).as("one for both").isBetween(100, 199);
        }
    }

    @Test
    void a_loop_that_stops_first_commits_what_was_put_off() throws Exception {
        try (Loop loop = new Loop(State.EMPTY, store, InstantSource.fixed(NOW), new SecureRandom())) {
            loop.start(this::carryOut);
            loop.keepSoon(List.of(row("last")));
        }
        assertThat(store.get(Table.AUDIT, "last")).isPresent();
    }

    private static Write row(String key) {
        return new Write.Put(Table.AUDIT, key, Bytes.ofUtf8(key));
    }

    private void carryOut(List<Effect> effects, State state, Lookup stored) {
        effects.forEach(effect -> asked.add(new Asked(effect, stored)));
    }

    private static void admit(Loop loop, List<Jws> documents) throws Exception {
        Hash charter = Hash.of(documents.getFirst().payload());
        for (Jws document : documents) {
            Effect.Result result = loop.ask(request -> document.equals(documents.getFirst())
                            ? new Event.JoinCharter(request, document, charter, new PartyCode("RU"))
                            : new Event.AdmitDocument(request, document))
                    .get(SECONDS, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(Effect.Result.Done.class);
        }
    }

    /// Charter, manifests, agreement, in the order in which they are admitted.
    private List<Jws> documents() throws Exception {
        try (Secret secret = Secret.wrap(Bytes.ofUtf8("words of an exercise").toArray())) {
            Founding.Founded founded = Founding.found(plan(), folder, secret, new SecureRandom());
            Home home = founded.homes().sequencedValues().getFirst();
            List<Jws> left = new ArrayList<>();
            for (Documents.Item item : home.documents().read()) {
                left.add(((Documents.Signed) item).jws());
            }
            Hash channel = founded.channels().sequencedValues().getFirst().hash();
            left.sort(java.util.Comparator.comparingInt(jws -> {
                Hash hash = Hash.of(jws.payload());
                return hash.equals(founded.charter()) ? 0 : hash.equals(channel) ? 2 : 1;
            }));
            return left;
        }
    }

    private static FoundingPlan plan() {
        return new FoundingPlan(
                "An exercise",
                NOW,
                NOW.plus(Duration.ofDays(90)),
                List.of(party("RU"), party("UK")),
                List.of(new FoundingPlan.ChannelPlan("RU-UK", List.of(new PostCode("RU-MOD"), new PostCode("UK-MOD")))),
                Duration.ofDays(1));
    }

    private static FoundingPlan.PartyPlan party(String code) {
        Endpoint nowhere = new Endpoint("127.0.0.1", 7_000);
        return new FoundingPlan.PartyPlan(
                new PartyCode(code),
                code,
                nowhere,
                nowhere,
                nowhere,
                List.of(new FoundingPlan.PostPlan(new PostCode(code + "-MOD"), "Defence")),
                List.of());
    }
}
