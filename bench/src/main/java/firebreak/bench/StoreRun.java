package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Machine;
import firebreak.bench.nodes.Desk;
import firebreak.bench.nodes.Stage;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// A node with very many notes: made once by two nodes that really sent them, half in each direction, then opened.
///
/// @param notes in the store, each with its delivered receipt
/// @param fileBytes of the store
/// @param openMs to open the store and its state in a process that has not done so before
/// @param answerMs from the start of the node's process to its first answer
/// @param statusMs the first status it gives
/// @param noteMs the first note it shows
/// @param listMs the first page of the newest 100 notes
/// @param resident in bytes after all that; 0 where the system does not tell
/// @param made notes a second while the store was made; 0 when it was there already
record StoreRun(
        long notes,
        long fileBytes,
        double openMs,
        double answerMs,
        double statusMs,
        double noteMs,
        double listMs,
        long resident,
        double made) {
    private static final int LANES = 32;
    private static final int TOLD_EVERY = 1_000;

    static StoreRun measure(Options options, Path folder, Say say) throws IOException {
        double made = fill(options, folder, say);
        Home home = Stage.firstHome(folder);
        double openMs = Books.opening(home) / 1e6;
        say.line("store: starting a node on it");
        try (Stage.Alone node = Stage.alone(folder, options.javaOptions())) {
            double statusMs = ms(node.desk()::status);
            double noteMs = ms(() -> node.desk().note(Stage.CHANNEL + "/N1/0/" + options.notes() / 4));
            double listMs = ms(() -> node.desk().newest(100));
            return new StoreRun(
                    options.notes(),
                    Files.size(home.storeFile()),
                    openMs,
                    node.answered() / 1e6,
                    statusMs,
                    noteMs,
                    listMs,
                    Machine.resident(node.process().pid()).orElse(0),
                    made);
        }
    }

    /// @return notes a second; 0 when they were there already
    private static double fill(Options options, Path folder, Say say) throws IOException {
        long half = options.notes() / 2;
        if (Files.exists(Stage.firstHome(folder).storeFile()) && missing(folder, 2 * half) == 0) {
            say.line("store: " + options.notes() + " notes are there from before");
            return 0;
        }
        try (Stage stage = Stage.open(folder, Stage.Set.pair(options.javaOptions()))) {
            long missing = missing(folder, 2 * half);
            AtomicLong left = new AtomicLong(missing);
            long begun = System.nanoTime();
            Thread[] directions = new Thread[2];
            IOException[] failed = new IOException[2];
            for (int i = 0; i < 2; i++) {
                int direction = i;
                AtomicLong own = new AtomicLong(missing / 2);
                directions[i] = Thread.ofPlatform().start(() -> {
                    try {
                        send(stage.desk(direction), own, left, missing, begun, say);
                    } catch (IOException stopped) {
                        failed[direction] = stopped;
                    }
                });
            }
            for (int i = 0; i < 2; i++) {
                directions[i].join();
                if (failed[i] != null) {
                    throw failed[i];
                }
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            stage.settle();
            return missing / seconds;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the store was made; the next run goes on with it", stop);
        }
    }

    /// A record holds its opening, this party's notes, and its receipts for the other's opening and notes.
    private static long missing(Path folder, long notes) throws IOException {
        try (Books books = Books.open(Stage.firstHome(folder))) {
            return Math.max(0, notes + 2 - books.size());
        }
    }

    private static void send(Desk desk, AtomicLong own, AtomicLong left, long all, long begun, Say say)
            throws IOException {
        List<Desk> lanes = Traffic.lanes(desk, LANES);
        try {
            Traffic.all(lanes, lane -> {
                while (own.getAndDecrement() > 0) {
                    lane.await(lane.release(lane.draft(Stage.CHANNEL, LineRun.NOTE)), "delivered");
                    tell(left.decrementAndGet(), all, begun, say);
                }
            });
        } finally {
            Traffic.close(lanes);
        }
    }

    private static void tell(long left, long all, long begun, Say say) {
        if (left % TOLD_EVERY == 0) {
            double rate = (all - left) / ((System.nanoTime() - begun) / 1e9);
            say.line("store: " + (all - left) + " of " + all + " notes, " + Figure.text(rate) + " a second, "
                    + Math.round(left / rate) + " s left");
        }
    }

    /// What is timed once.
    @FunctionalInterface
    private interface Ask {
        Json ask() throws IOException;
    }

    private static double ms(Ask ask) throws IOException {
        long begun = System.nanoTime();
        ask.ask();
        return (System.nanoTime() - begun) / 1e6;
    }

    Json toJson() {
        return Json.object()
                .with("notes", notes)
                .with("fileBytes", fileBytes)
                .with("openMs", Figure.json(openMs))
                .with("firstAnswerMs", Figure.json(answerMs))
                .with("firstStatusMs", Figure.json(statusMs))
                .with("firstNoteMs", Figure.json(noteMs))
                .with("newest100Ms", Figure.json(listMs))
                .with("residentBytes", resident)
                .with("madeNotesPerSecond", Figure.json(made))
                .build();
    }
}
