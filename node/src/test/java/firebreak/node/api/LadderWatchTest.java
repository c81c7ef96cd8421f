package firebreak.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.note.LeafRef;
import firebreak.record.Origin;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class LadderWatchTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Origin RECORD = Origin.random(new SecureRandom());

    private final LadderWatch watch = new LadderWatch();

    @Test
    void what_is_so_already_is_not_waited_for() throws ApiException {
        watch.until(leaf(1), () -> true, LONG);

        assertThat(watch.waiting()).isZero();
    }

    @Test
    void a_waiter_looks_again_when_its_leaf_is_spoken_of_and_not_when_another_is() throws Exception {
        AtomicBoolean said = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Void> over = waiting(leaf(1), LONG, said, looks, looked);
        assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();

        watch.wake(leaf(2));
        assertThat(over).isNotDone();
        assertThat(looks).hasValue(1);

        said.set(true);
        watch.wake(leaf(1));
        over.get(60, TimeUnit.SECONDS);
        assertThat(looks).hasValue(2);
        assertThat(watch.waiting()).isZero();
    }

    @Test
    void all_who_wait_for_a_leaf_are_woken() throws Exception {
        AtomicBoolean said = new AtomicBoolean();
        CountDownLatch looked = new CountDownLatch(2);
        CompletableFuture<Void> one = waiting(leaf(1), LONG, said, new AtomicInteger(), looked);
        CompletableFuture<Void> other = waiting(leaf(1), LONG, said, new AtomicInteger(), looked);
        assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();

        said.set(true);
        watch.wake(leaf(1));

        CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
        assertThat(watch.waiting()).isZero();
    }

    @Test
    void patience_ends_and_nothing_is_left_behind() throws ApiException {
        watch.until(leaf(1), () -> false, Duration.ofMillis(1));

        assertThat(watch.waiting()).isZero();
    }

    private CompletableFuture<Void> waiting(
            LeafRef leaf, Duration patience, AtomicBoolean said, AtomicInteger looks, CountDownLatch looked) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                watch.until(
                        leaf,
                        () -> {
                            boolean now = said.get();
                            looks.incrementAndGet();
                            looked.countDown();
                            return now;
                        },
                        patience);
                over.complete(null);
            } catch (ApiException stopped) {
                over.completeExceptionally(stopped);
            }
        });
        return over;
    }

    private static LeafRef leaf(long index) {
        return new LeafRef(RECORD, index, Hash.of(Bytes.ofUtf8("leaf " + index)));
    }
}
