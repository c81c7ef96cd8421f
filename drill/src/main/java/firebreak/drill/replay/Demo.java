package firebreak.drill.replay;

import firebreak.drill.cases.CaseLibrary;
import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.Precision;
import firebreak.drill.chronology.Reading;
import firebreak.drill.script.Habits;
import firebreak.drill.script.Kinds;
import firebreak.drill.script.Officers;
import firebreak.drill.script.Script;
import firebreak.export.Summary;
import firebreak.node.home.FormPack;
import firebreak.note.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The whole of a demonstration: read the case, set the stage, play, count. A case with variants, such as what
/// could have been said in time, is played once for each, so that they can be read side by side.
public final class Demo {
    /// Lies in a folder that a demonstration has filled, so that the next one may clear it.
    private static final String MARK = ".firebreak-demo";

    private final Pace pace;
    private final int portBase;
    private final Show show;

    private Demo(Pace pace, int portBase, Show show) {
        this.pace = pace;
        this.portBase = portBase;
        this.show = show;
    }

    /// What keeps the stage standing after the play until somebody has seen enough (port).
    @FunctionalInterface
    public interface Onlooker {
        void look() throws IOException;
    }

    /// @param scenario a shipped case or a chronology file
    /// @param onlooker waits before the nodes of the last play are stopped
    /// @return whether every record verified
    public static boolean run(String scenario, Path out, Pace pace, int portBase, Onlooker onlooker, Show show)
            throws IOException {
        List<Script> scripts = scripts(scenario);
        clear(out);
        Demo demo = new Demo(pace, portBase, show);
        List<Comparison.Played> plays = new ArrayList<>();
        for (Script script : scripts) {
            Path folder = plays.isEmpty() ? out : out.resolve(script.id().value());
            demo.play(script, folder, summary -> {
                plays.add(new Comparison.Played(script, summary));
                if (plays.size() == scripts.size()) {
                    demo.compare(plays);
                    onlooker.look();
                }
            });
        }
        return plays.stream().allMatch(play -> play.summary().verified());
    }

    private void compare(List<Comparison.Played> plays) {
        if (plays.size() > 1) {
            show.say("");
            show.say(Comparison.of(plays));
        }
    }

    /// Hears the summary of one play while its nodes still run.
    private interface Listener {
        void played(Summary summary) throws IOException;
    }

    private void play(Script script, Path folder, Listener listener) throws IOException {
        show.say("");
        show.say(script.title());
        script.label().ifPresent(label -> show.say(label));
        script.remarks().forEach(remark -> show.say("  remark: " + remark));
        CaseClock.of(script).remark(script).ifPresent(remark -> show.say("  remark: " + remark));
        Habits habits = Officers.standard().in(script);
        habits.never().forEach(post -> show.say("  nobody answers at " + post));
        Files.createDirectories(folder);
        long begun = System.nanoTime();
        try (Stage stage = Stage.set(script, folder, portBase, show)) {
            new Player(script, habits, stage, show, pace).play();
            long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
            Summary summary = new Finale(stage, folder, show).count(script.id().value(), seconds);
            show.say("");
            show.say(summary.table());
            tell(summary, stage, folder.toAbsolutePath());
            tellJoint(summary);
            tellPrecision(script);
            listener.played(summary);
        }
    }

    /// Why the rows of the parties come to more than the row of all.
    private void tellJoint(Summary summary) {
        long each = summary.parties().values().stream()
                .mapToLong(Summary.Row::notes)
                .sum();
        if (each > summary.total().notes()) {
            show.say("joint      a note of several parties counts for each of them, and once in the row of all");
        }
    }

    /// A wait between two events of one day may be a wait of a placeholder.
    private void tellPrecision(Script script) {
        long rough = script.spoken().stream()
                .filter(note -> note.time().precision() != Precision.MINUTE)
                .count();
        if (rough > 0) {
            show.say("times      " + rough + " of " + script.spoken().size()
                    + " notes are known less exactly than to the minute: waits are no more exact");
        }
    }

    private void tell(Summary summary, Stage stage, Path folder) {
        long verified =
                summary.records().stream().filter(Summary.RecordLine::verified).count();
        int records = summary.records().size();
        show.say(
                verified == records
                        ? "verified   every record, all " + records + ", from its export and the charter's fingerprint"
                        : "VERIFIED   ONLY " + verified + " OF " + records + " RECORDS");
        show.say("charter    " + stage.charter().hex());
        show.say("homes      " + folder + "/<PARTY>, logs beside them");
        show.say("officers   drafter, releaser and watch at every node; password in "
                + folder.resolve(Stage.PASSWORD_FILE));
        show.say("processes  "
                + stage.pids().entrySet().stream()
                        .map(node -> node.getKey() + " " + node.getValue())
                        .collect(Collectors.joining(", ")));
        show.say("exports    " + folder.resolve(Finale.EXPORTS) + "/<PARTY>/<channel>");
        show.say("summary    " + folder.resolve(Finale.SUMMARY));
    }

    static List<Script> scripts(String scenario) throws IOException {
        Path file = Path.of(scenario);
        Optional<Reading> reading = Files.isRegularFile(file) ? Optional.of(CaseLibrary.file(file)) : shipped(scenario);
        Script first = script(reading.orElseThrow(
                () -> new IOException("there is no case '" + scenario + "': name a file or one of " + known())));
        List<Script> all = new ArrayList<>(List.of(first));
        for (CaseId variant : CaseLibrary.variants(first.id())) {
            all.add(script(CaseLibrary.shipped(variant).orElseThrow()));
        }
        return all;
    }

    private static Optional<Reading> shipped(String scenario) throws IOException {
        try {
            return CaseLibrary.shipped(new CaseId(scenario));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }

    private static Script script(Reading reading) throws IOException {
        return switch (reading) {
            case Reading.Read(var chronology) ->
                Script.of(
                        chronology,
                        Kinds.standard(),
                        Forms.of(FormPack.builtIn().forms()));
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

    /// Only what an earlier demonstration left is removed.
    private static void clear(Path out) throws IOException {
        if (Files.isDirectory(out) && !isEmpty(out)) {
            if (!Files.exists(out.resolve(MARK))) {
                throw new IOException(out + " is not empty and not from a demonstration: choose another --out");
            }
            try (Stream<Path> all = Files.walk(out)) {
                for (Path old : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(old);
                }
            }
        }
        Files.createDirectories(out);
        Files.write(out.resolve(MARK), new byte[0]);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
