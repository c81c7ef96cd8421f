package firebreak.drill.replay;

import firebreak.drill.cases.CaseLibrary;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.Habits;
import firebreak.drill.script.Kinds;
import firebreak.drill.script.Officers;
import firebreak.drill.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The whole of a demonstration: read the case, set the stage, play, count.
public final class Demo {
    private Demo() {}

    /// @return the exit code: 0 when every record verified
    public static int run(String scenario, Path out, Pace pace, int portBase, boolean headless, Show show)
            throws IOException {
        Script script = script(scenario);
        show.say(script.title());
        script.label().ifPresent(show::say);
        script.remarks().forEach(remark -> show.say("  remark: " + remark));
        Files.createDirectories(out);
        Habits habits = Officers.standard().in(script);
        habits.never().forEach(post -> show.say("  nobody answers at " + post));
        long begun = System.nanoTime();
        try (Stage stage = Stage.set(script, out, portBase, show)) {
            new Player(script, habits, stage, show, pace).play();
            show.say("played in " + (System.nanoTime() - begun) / 1_000_000_000L + " s");
        }
        return 0;
    }

    private static Script script(String scenario) throws IOException {
        Path file = Path.of(scenario);
        Optional<Reading> reading = Files.isRegularFile(file)
                ? Optional.of(CaseLibrary.file(file))
                : CaseLibrary.shipped(new CaseId(scenario));
        return switch (reading.orElseThrow(
                () -> new IOException("there is no case '" + scenario + "': name a file or one of " + known()))) {
            case Reading.Read(var chronology) -> Script.of(chronology, Kinds.standard());
            case Reading.Faulty faulty -> throw new IOException(faulty.text());
        };
    }

    private static String known() {
        try {
            return String.join(
                    ", ", CaseLibrary.ids().stream().map(CaseId::value).toList());
        } catch (IOException unreadable) {
            return "none";
        }
    }
}
