package firebreak.bench;

import firebreak.bench.floor.Costs;
import firebreak.bench.floor.Floors;
import firebreak.bench.measure.Figure;
import firebreak.bench.measure.Machine;
import firebreak.bench.measure.Samples;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A report as a page for people.
final class Page {
    private static final int LABEL = 46;
    private static final double MB = 1e6;

    private final StringBuilder out = new StringBuilder();

    private Page() {}

    static String of(Report report) {
        Page page = new Page();
        page.machine(report.machine(), report.quick());
        page.floors(report.floors());
        report.line().ifPresent(page::line);
        report.wire().forEach(page::wire);
        report.sizes().ifPresent(page::sizes);
        report.start().ifPresent(page::start);
        report.store().ifPresent(page::store);
        page.verdicts(report);
        return page.out.toString().stripTrailing();
    }

    private void machine(Machine machine, boolean quick) {
        head("The line, measured " + machine.at() + (quick ? " (quick: to look at, not to quote)" : ""));
        row("processor", machine.processor() + ", " + machine.cores() + " cores");
        row("memory", Math.round(machine.memory() / MB) + " MB");
        row("system", machine.system() + ", " + machine.disk());
        row("Java", machine.jdk());
        row("load before", Figure.text(machine.load()) + " processes wanted to run");
    }

    private void floors(Floors floors) {
        head("Floors: one thing done alone, median; in brackets after " + Floors.REST.toMillis() + " ms of rest");
        cost(floors, "sign, both keys", Costs::sign, "  × 2");
        cost(floors, "check, both keys", Costs::check, "  × 2");
        cost(floors, "seal to two posts", Costs::seal, "");
        cost(floors, "open", Costs::open, "");
        cost(floors, "write and fdatasync, bare file", Costs::sync, "  × " + Costs.SYNCS);
        cost(floors, "round trip, mutual TLS, loopback", Costs::trip, "");
        row("sum", sums(floors, Costs::sum));
        cost(floors, "  the same rows, one commit of the store", Costs::commit, "");
        cost(floors, "  sign a checkpoint", Costs::checkpointSign, "");
        cost(floors, "  check a checkpoint", Costs::checkpointCheck, "");
        row("  all that the protocol does in series", sums(floors, Costs::path));
        row("cryptography alone, all cores", Figure.text(floors.rate()) + " notes/s");
    }

    private void cost(Floors floors, String label, Function<Costs, Samples> cost, String times) {
        row(label, ms(cost.apply(floors.costs())) + " (" + ms(cost.apply(floors.rested())) + ")" + times);
    }

    private static String sums(Floors floors, ToDoubleFunction<Costs> sum) {
        return Figure.text(sum.applyAsDouble(floors.costs())) + " ms ("
                + Figure.text(sum.applyAsDouble(floors.rested())) + " ms)";
    }

    private void line(LineRun run) {
        head("End to end: two nodes, 1 kB, release to recorded receipt");
        traffic("1 in flight", run.one());
        traffic(run.many().inFlight() + " in flight", run.many());
        row("the first note after the start", Figure.text(run.first()) + " ms");
        row("processor time of both nodes for a note", Figure.text(run.processorMs()) + " ms");
        row("memory of both nodes after the load", megabytes(run.resident()));
    }

    private void traffic(String label, Traffic traffic) {
        row(label, latency(traffic.latency()) + ", " + Figure.text(traffic.rate()) + " notes/s");
    }

    private void wire(WireRun run) {
        head("On the wire: " + run.words());
        run.parts().items().forEach((what, bytes) -> row(what, Figure.kb(bytes)));
        row("HTTP heads, bundles, answers", Figure.kb(run.http()));
        row("TLS, " + run.passed().records() + " records", Figure.kb(run.tls()));
        row("all, " + run.parcels() + " parcels", Figure.kb(run.passed().bytes()));
    }

    private void sizes(SizeRun run) {
        head("Sizes: text → size class; 1 in flight; 16 in flight");
        for (SizeRun.Size size : run.sizes()) {
            row(
                    String.format(Locale.ROOT, "%,6d B → %6.1f KiB", size.text(), size.sealedAs() / 1024.0),
                    latency(size.one().latency()) + "; "
                            + Figure.text(size.many().rate()) + " notes/s, worst "
                            + Figure.text(size.many().latency().worst()) + " ms");
        }
        run.refusals().forEach(refusal -> row(refusal.what(), refusal.reason().isEmpty() ? "TAKEN" : refusal.reason()));
    }

    private void start(StartRun run) {
        head("Start of a node");
        row("process to first answer", latency(run.answer()));
        row("memory", megabytes(run.resident()));
    }

    private void store(StoreRun run) {
        head("A store of " + run.notes() + " notes, " + megabytes(run.fileBytes()));
        row("opened, store and state", Figure.text(run.openMs()) + " ms");
        row("process to first answer", Figure.text(run.answerMs()) + " ms");
        row(
                "first status, first note, newest 100",
                Figure.text(run.statusMs()) + ", " + Figure.text(run.noteMs()) + ", " + Figure.text(run.listMs())
                        + " ms");
        row("memory", megabytes(run.resident()));
        if (run.made() > 0) {
            row("made, both nodes sending", Figure.text(run.made()) + " notes/s");
        }
    }

    private void verdicts(Report report) {
        if (!report.verdicts().isEmpty()) {
            head("Verdict");
        }
        for (Report.Verdict verdict : report.verdicts()) {
            out.append("  ")
                    .append(verdict.met() ? "met     " : "NOT MET ")
                    .append(Figure.text(verdict.measured()))
                    .append(verdict.atMost() ? "  (at most " : "  (at least ")
                    .append(Figure.text(verdict.target()))
                    .append(")  ")
                    .append(verdict.what())
                    .append('\n');
        }
    }

    private static String ms(Samples samples) {
        return Figure.text(samples.p50()) + " ms";
    }

    private static String latency(Samples samples) {
        return "p50 " + Figure.text(samples.p50()) + ", p99 " + Figure.text(samples.p99()) + ", worst "
                + Figure.text(samples.worst()) + " ms";
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "unknown" : Math.round(bytes / MB) + " MB";
    }

    private void head(String text) {
        if (!out.isEmpty()) {
            out.append('\n');
        }
        out.append(text).append('\n');
    }

    private void row(String label, String value) {
        out.append("  ")
                .append(label)
                .append(" ".repeat(Math.max(2, LABEL - label.length())))
                .append(value)
                .append('\n');
    }
}
