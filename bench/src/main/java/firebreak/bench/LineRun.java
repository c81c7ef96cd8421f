package firebreak.bench;

import firebreak.bench.floor.Floors;
import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Machine;
import firebreak.bench.nodes.Desk;
import firebreak.bench.nodes.Stage;
import firebreak.drill.nodes.NodeProcess;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;

/// The line end to end: two nodes, one note at a time and many at once.
///
/// @param first the very first note after the nodes were started, in milliseconds
/// @param processorMs processor time of both nodes for each note of `many`
/// @param resident of both nodes after the load, in bytes; 0 where the system does not tell
record LineRun(double first, Traffic one, Traffic many, double processorMs, long resident) {
    static final double LATENCY_TARGET = 3;
    static final double RATE_TARGET = 0.5;
    private static final int MANY = 64;

    /// A note of 1 kB.
    static final Desk.Words NOTE = Desk.Words.of(1_000);

    static LineRun measure(Options options, Path folder, Say say) throws IOException {
        Stage.clear(folder);
        try (Stage stage = Stage.open(folder, Stage.Set.pair(options.javaOptions()))) {
            say.line("line: two nodes run; warming them up with " + options.warmUp() + " notes");
            double first = Traffic.run(stage.desk(0), 1, 1, NOTE).latency().worst();
            Traffic.run(stage.desk(0), options.warmUp(), MANY, NOTE);
            say.line("line: one note at a time, " + options.rounds() + " times");
            Traffic.run(stage.desk(0), options.rounds() / 5, 1, NOTE);
            Traffic one = Traffic.run(stage.desk(0), options.rounds(), 1, NOTE);
            say.line("line: " + MANY + " notes at once, " + options.roundsOfMany() + " in all");
            Queue<String> drafts = Traffic.drafted(stage.desk(0), options.roundsOfMany(), NOTE);
            double before = processorSeconds(stage.processes());
            Traffic many = Traffic.released(stage.desk(0), drafts, MANY);
            double used = processorSeconds(stage.processes()) - before;
            stage.settle();
            return new LineRun(first, one, many, used * 1_000 / options.roundsOfMany(), resident(stage.processes()));
        }
    }

    private static double processorSeconds(List<NodeProcess> nodes) {
        return nodes.stream()
                .mapToDouble(node -> Machine.processorSeconds(node.pid()))
                .sum();
    }

    private static long resident(List<NodeProcess> nodes) throws IOException {
        long all = 0;
        for (NodeProcess node : nodes) {
            all += Machine.resident(node.pid()).orElse(0);
        }
        return all;
    }

    double latencyRatio(Floors floors) {
        return one.latency().p50() / floors.costs().sum();
    }

    double rateRatio(Floors floors) {
        return many.rate() / floors.rate();
    }

    Json toJson(Floors floors) {
        return Json.object()
                .with("firstNoteMs", Figure.json(first))
                .with("one", one.toJson())
                .with("many", many.toJson())
                .with("processorMsPerNote", Figure.json(processorMs))
                .with("residentBytesAfterLoad", resident)
                .with("p50ToFloor", Figure.json(latencyRatio(floors)))
                .with("p50ToFloorTarget", new Json.Num(LATENCY_TARGET))
                .with("rateToCrypto", Figure.json(rateRatio(floors)))
                .with("rateToCryptoTarget", new Json.Num(RATE_TARGET))
                .build();
    }
}
