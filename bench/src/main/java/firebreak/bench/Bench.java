package firebreak.bench;

import firebreak.bench.floor.Floors;
import firebreak.bench.measure.Machine;
import firebreak.encoding.Canonical;
import firebreak.node.log.LogSetup;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;

/// `firebreak bench line`: measures and tells; judges nothing by its exit code. Exit codes: 0 measured, 1 failed,
/// 2 wrong usage.
public final class Bench {
    private static final String USAGE = """
            usage: firebreak bench line [--json] [--quick] [--only PART] [--notes N] [--out DIR] [--java OPTIONS]

            Measures two real nodes against bare costs measured in the same run.
              --json          one JSON object on standard output; progress goes to standard error
              --quick         fewer rounds, a small store: to look at, not to quote
              --only PART     line, bytes, sizes, start or store; may be given several times
              --notes N       how many notes the large store holds (100000; 0 leaves it out); made once and kept
              --out DIR       where homes and stores are made (target/bench)
              --java OPTIONS  for the nodes' Java instead of those of ./firebreak serve, "-XX:+UseParallelGC -Xmx512m"

            example: ./firebreak bench line --quick""";

    private Bench() {}

    /// See the usage.
    public static void main(String[] arguments) {
        LogSetup.toStandardError(Level.WARNING);
        int code = run(List.of(arguments), System.out, System.err);
        System.out.flush();
        System.exit(code);
    }

    /// @return the exit code
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        try {
            if (arguments.isEmpty() || !arguments.getFirst().equals("line")) {
                throw new Options.Wrong("expected what to measure: line");
            }
            Options options = Options.parse(arguments.subList(1, arguments.size()), usualFolder());
            measure(options, out, err);
            return 0;
        } catch (Options.Wrong wrong) {
            err.println("firebreak bench: " + wrong.getMessage());
            err.println(USAGE);
            return 2;
        } catch (IOException failed) {
            err.println("firebreak bench: " + failed.getMessage());
            return 1;
        }
    }

    private static Path usualFolder() {
        return Path.of(System.getProperty("firebreak.bench.folder", "target/bench"))
                .toAbsolutePath();
    }

    private static void measure(Options options, PrintStream out, PrintStream err) throws IOException {
        Files.createDirectories(options.folder());
        Say say = err::println;
        Machine machine = Machine.here(options.folder());
        say.line("floors: signatures, seals, disk, TLS");
        Floors floors = Floors.measure(options.folder(), options.warm(), options.taking());
        Report.Builder report = new Report.Builder(machine, options.quick(), floors);
        try {
            measure(options, floors, report, say);
        } finally {
            // what was measured is told even when a later part fails
            tell(report.build(), options.json(), out);
        }
    }

    private static void measure(Options options, Floors before, Report.Builder report, Say say) throws IOException {
        if (options.asks(Options.Part.LINE)) {
            report.line(LineRun.measure(options, options.folder().resolve("line"), say));
            say.line("floors again: of both times the lower cost counts");
            report.floors(before.lower(Floors.measure(options.folder(), options.warm(), options.taking())));
        }
        if (options.asks(Options.Part.BYTES)) {
            report.wire(WireRun.measure(options, options.folder().resolve("bytes-2"), 2, say));
            report.wire(WireRun.measure(options, options.folder().resolve("bytes-3"), 3, say));
        }
        if (options.asks(Options.Part.SIZES)) {
            report.sizes(SizeRun.measure(options, options.folder().resolve("sizes"), say));
        }
        if (options.asks(Options.Part.START)) {
            report.start(StartRun.measure(options, options.folder().resolve("start"), say));
        }
        if (options.asks(Options.Part.STORE) && options.notes() > 0) {
            report.store(StoreRun.measure(options, options.folder().resolve("store-" + options.notes()), say));
        }
    }

    private static void tell(Report done, boolean json, PrintStream out) throws IOException {
        out.println(
                json ? new String(Canonical.write(done.toJson()).toArray(), StandardCharsets.UTF_8) : Page.of(done));
    }
}
