package firebreak.bench;

import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Machine;
import firebreak.bench.measure.Samples;
import firebreak.bench.nodes.Stage;
import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// From starting the process of a node to its first answer, and the memory it then has.
///
/// @param answer to `/health`
/// @param resident in bytes, the greatest of all starts; 0 where the system does not tell
record StartRun(Samples answer, long resident) {
    private static final int STARTS = 5;

    static StartRun measure(Options options, Path folder, Say say) throws IOException {
        Stage.clear(folder);
        Stage.open(folder, Stage.Set.pair(options.javaOptions())).close();
        List<Long> answers = new ArrayList<>();
        long resident = 0;
        for (int i = 0; i < STARTS; i++) {
            say.line("start: " + (i + 1) + " of " + STARTS);
            try (Stage.Alone node = Stage.alone(folder, options.javaOptions())) {
                answers.add(node.answered());
                resident = Math.max(
                        resident, Machine.resident(node.process().pid()).orElse(0));
            }
        }
        return new StartRun(Samples.of(answers), resident);
    }

    Json toJson() {
        return Json.object()
                .with("firstAnswerMs", Figure.json(answer.p50()))
                .with("slowestMs", Figure.json(answer.worst()))
                .with("residentBytes", resident)
                .build();
    }
}
