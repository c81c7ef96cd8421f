package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.bench.nodes.Desk;
import firebreak.bench.nodes.Stage;
import firebreak.encoding.Json;
import firebreak.note.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Notes of every size class from both sides, from the least to the limit, and what is refused beyond.
record SizeRun(List<Size> sizes, List<Refusal> refusals) {
    private static final int MANY = 16;

    /// How near to an edge a note is made: its reference and its view say numbers of a changing length.
    private static final int NEAR = 24;

    private static final int LENGTH_AND_SALT = 36;

    /// Edges of size classes that a note can reach, see `spec/envelope.md`.
    private static final List<Integer> CLASSES =
            List.of(8 << 10, 12 << 10, 16 << 10, 24 << 10, 32 << 10, 48 << 10, 64 << 10);

    /// @param text bytes of text in the note
    /// @param payload bytes that were signed
    /// @param sealedAs the size class
    record Size(int text, long payload, long sealedAs, Traffic one, Traffic many) {
        Json toJson() {
            return Json.object()
                    .with("textBytes", text)
                    .with("payloadBytes", payload)
                    .with("sizeClass", sealedAs)
                    .with("one", one.toJson())
                    .with("many", many.toJson())
                    .build();
        }
    }

    /// What is not taken, and the node's sentence.
    record Refusal(String what, String reason) {
        Json toJson() {
            return Json.object().with("what", what).with("reason", reason).build();
        }
    }

    SizeRun {
        sizes = List.copyOf(sizes);
        refusals = List.copyOf(refusals);
    }

    static SizeRun measure(Options options, Path folder, Say say) throws IOException {
        Stage.clear(folder);
        try (Stage stage = Stage.open(folder, Stage.Set.pair(options.javaOptions()))) {
            say.line("sizes: two nodes run; warming them up");
            Traffic.run(stage.desk(0), options.warmUp() / 5, MANY, LineRun.NOTE);
            Parts least = sent(stage, 1);
            List<Size> sizes = new ArrayList<>();
            for (int text : texts(least)) {
                say.line("sizes: " + text + " bytes of text");
                sizes.add(size(stage, text, options.roundsOfSize()));
            }
            return new SizeRun(sizes, refusals(stage.desk(0), (int) (Statement.MAX_BYTES - least.payload() + 1)));
        }
    }

    /// The least, both sides of each edge, and the most. In a signed object the payload's base64 takes four bytes
    /// for three; all else has one length.
    private static SortedSet<Integer> texts(Parts least) {
        SortedSet<Integer> texts = new TreeSet<>(List.of(0, 1, 1_000));
        long around = least.payload() - 1;
        long fixed = least.payload() + least.signatures() - Math.ceilDiv(least.payload() * 4, 3L);
        for (int edge : CLASSES) {
            int text = (int) ((edge - LENGTH_AND_SALT - fixed) * 3 / 4 - around);
            texts.add(text - NEAR);
            texts.add(text + NEAR);
        }
        texts.add((int) (Statement.MAX_BYTES - around - NEAR));
        texts.removeIf(text -> text < 0);
        return texts;
    }

    private static Parts sent(Stage stage, int text) throws IOException {
        Desk desk = stage.desk(0);
        desk.await(desk.release(desk.draft(Stage.CHANNEL, Desk.Words.of(text))), "delivered");
        stage.settle();
        try (Books books = Books.open(stage.homes().getFirst())) {
            return books.parts(books.size() - 1);
        }
    }

    private static Size size(Stage stage, int text, int rounds) throws IOException {
        Parts parts = sent(stage, text);
        Traffic one = Traffic.run(stage.desk(0), rounds, 1, Desk.Words.of(text));
        Traffic many = Traffic.run(stage.desk(0), rounds * 2, MANY, Desk.Words.of(text));
        return new Size(text, parts.payload(), parts.sizeClass(), one, many);
    }

    private static List<Refusal> refusals(Desk desk, int most) {
        List<Refusal> refusals = new ArrayList<>();
        refusals.add(refused(desk, "16001 characters of text", new Desk.Words("x".repeat(16_001), "")));
        refusals.add(refused(desk, (most + NEAR) + " bytes of text", Desk.Words.of(most + NEAR)));
        refusals.add(refused(desk, "300000 bytes of text", new Desk.Words("x".repeat(300_000), "")));
        return refusals;
    }

    private static Refusal refused(Desk desk, String what, Desk.Words words) {
        try (Desk own = desk.another()) {
            own.release(own.draft(Stage.CHANNEL, words));
            return new Refusal(what, "");
        } catch (IOException refused) {
            return new Refusal(what, String.valueOf(refused.getMessage()));
        }
    }

    /// The slowest single note of all.
    double worst() {
        return sizes.stream()
                .mapToDouble(size -> size.one().latency().worst())
                .max()
                .orElse(0);
    }

    Json toJson() {
        return Json.object()
                .with("sizes", Json.list(sizes, Size::toJson))
                .with("refused", Json.list(refusals, Refusal::toJson))
                .with("worstMs", Figure.json(worst()))
                .build();
    }
}
