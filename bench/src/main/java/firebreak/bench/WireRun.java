package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.bench.nodes.Desk;
import firebreak.bench.nodes.Relay;
import firebreak.bench.nodes.Stage;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The bytes that one note of 1 kB and its receipts put on the wire, counted on the sockets between the nodes:
/// everything, both ways, among all members, on connections already open.
///
/// @param parties of the channel, one post each
/// @param receipts how many there were
/// @param parts of all parcels, each counted as often as it was sent
/// @param passed on the sockets
record WireRun(int parties, int receipts, int parcels, Parts parts, Relay.Count passed) {
    static final long TARGET = 60_000;
    private static final int TLS_RECORD = 5 + 1 + 16;
    private static final int ROUNDS = 5;

    /// Between two parties: the note, its delivered receipt and its acknowledgement. Among three: the note to two
    /// posts, with the delivered receipt of each.
    static WireRun measure(Options options, Path folder, int parties, Say say) throws IOException {
        say.line("bytes: one note in a channel of " + parties + " parties, counted by relays between the nodes");
        Stage.clear(folder);
        try (Stage stage = Stage.open(folder, new Stage.Set(parties, true, options.javaOptions()))) {
            round(stage); // opens the connections and warms up
            List<WireRun> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                rounds.add(round(stage));
            }
            rounds.sort(Comparator.comparingLong(run -> run.passed().bytes()));
            return rounds.get(ROUNDS / 2);
        }
    }

    private static WireRun round(Stage stage) throws IOException {
        List<Long> sizes = sizes(stage);
        Relay.Count before = stage.passed();
        Desk author = stage.desk(0);
        String reference = author.release(author.draft(Stage.CHANNEL, LineRun.NOTE));
        for (Desk desk : stage.desks()) {
            while (!knows(desk, reference, stage.desks().size() - 1)) {
                Thread.onSpinWait();
            }
        }
        if (stage.desks().size() == 2) {
            stage.desk(1).acknowledge(reference);
            author.await(reference, "acknowledged");
        }
        stage.settle();
        return counted(stage, sizes, stage.passed().since(before));
    }

    private static boolean knows(Desk desk, String reference, int receipts) {
        try {
            return desk.delivered(reference) >= receipts;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<Long> sizes(Stage stage) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (var home : stage.homes()) {
            try (Books books = Books.open(home)) {
                sizes.add(books.size());
            }
        }
        return sizes;
    }

    private static WireRun counted(Stage stage, List<Long> sizes, Relay.Count passed) throws IOException {
        int others = stage.homes().size() - 1;
        Parts all = Parts.NONE;
        int leaves = 0;
        for (int i = 0; i < stage.homes().size(); i++) {
            try (Books books = Books.open(stage.homes().get(i))) {
                for (long index = sizes.get(i); index < books.size(); index++) {
                    all = all.plus(books.parts(index).times(others));
                    leaves++;
                }
            }
        }
        return new WireRun(stage.homes().size(), leaves - 1, leaves * others, all, passed);
    }

    /// Headers, types and tags of TLS records.
    long tls() {
        return passed.records() * TLS_RECORD;
    }

    /// Heads of requests and answers, bundles' lengths, what nodes answer.
    long http() {
        return passed.bytes() - tls() - parts.sum();
    }

    String words() {
        return parties == 2
                ? "note, delivered receipt, acknowledgement, two posts"
                : "note to two posts, both delivered receipts, all to all members";
    }

    Json toJson() {
        return Json.object()
                .with("what", words())
                .with("parties", parties)
                .with("receipts", receipts)
                .with("parcels", parcels)
                .with("bytes", passed.bytes())
                .with("items", parts.toJson())
                .with("tls", tls())
                .with("http", http())
                .with("targetBytes", TARGET)
                .with("met", passed.bytes() <= TARGET)
                .build();
    }

    @Override
    public String toString() {
        return words() + ": " + Figure.kb(passed.bytes());
    }
}
