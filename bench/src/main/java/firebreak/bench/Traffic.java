package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Samples;
import firebreak.bench.nodes.Desk;
import firebreak.bench.nodes.Stage;
import firebreak.encoding.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Notes released at one node, so many at once: each is timed from the call that releases it until its delivered
/// receipt is recorded at the same node, proved in the receiver's record. They are drafted before, untimed.
///
/// @param latency of each note
/// @param seconds for all
record Traffic(int inFlight, Samples latency, double seconds) {
    private static final int DRAFTING = 8;

    static Traffic run(Desk desk, int notes, int inFlight, Desk.Words words) throws IOException {
        return released(desk, drafted(desk, notes, words), inFlight);
    }

    /// Releases drafts, so many at once, until there are none left.
    static Traffic released(Desk desk, Queue<String> drafts, int inFlight) throws IOException {
        Queue<Long> nanos = new ConcurrentLinkedQueue<>();
        List<Desk> lanes = lanes(desk, inFlight);
        try {
            long begun = System.nanoTime();
            all(lanes, lane -> {
                for (String draft = drafts.poll(); draft != null; draft = drafts.poll()) {
                    long released = System.nanoTime();
                    lane.await(lane.release(draft), "delivered");
                    nanos.add(System.nanoTime() - released);
                }
            });
            return new Traffic(inFlight, Samples.of(nanos), (System.nanoTime() - begun) / 1e9);
        } finally {
            close(lanes);
        }
    }

    double rate() {
        return latency.count() / seconds;
    }

    static Queue<String> drafted(Desk desk, int notes, Desk.Words words) throws IOException {
        Queue<String> drafts = new ConcurrentLinkedQueue<>();
        Queue<Integer> left = new ConcurrentLinkedQueue<>(java.util.Collections.nCopies(notes, 1));
        List<Desk> lanes = lanes(desk, Math.min(DRAFTING, notes));
        try {
            all(lanes, lane -> {
                while (left.poll() != null) {
                    drafts.add(lane.draft(Stage.CHANNEL, words));
                }
            });
            return drafts;
        } finally {
            close(lanes);
        }
    }

    /// Work of one lane.
    @FunctionalInterface
    interface Lane {
        void work(Desk desk) throws IOException;
    }

    static List<Desk> lanes(Desk desk, int count) throws IOException {
        List<Desk> lanes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lanes.add(desk.another());
        }
        return lanes;
    }

    static void close(List<Desk> lanes) throws IOException {
        for (Desk lane : lanes) {
            lane.close();
        }
    }

    /// All lanes at once, until each is done.
    static void all(List<Desk> lanes, Lane work) throws IOException {
        List<Callable<Boolean>> calls = lanes.stream()
                .<Callable<Boolean>>map(lane -> () -> {
                    work.work(lane);
                    return true;
                })
                .toList();
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon(true).factory())) {
            for (Future<Boolean> done : threads.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while notes are under way", stop);
        } catch (ExecutionException failed) {
            throw new IOException("a lane stopped: " + failed.getMessage(), failed);
        }
    }

    Json toJson() {
        return Json.object()
                .with("inFlight", inFlight)
                .with("latency", latency.toJson())
                .with("notesPerSecond", Figure.json(rate()))
                .build();
    }
}
