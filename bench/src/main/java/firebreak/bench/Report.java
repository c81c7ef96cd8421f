package firebreak.bench;

import firebreak.bench.floor.Floors;
import firebreak.bench.measure.Machine;
import firebreak.encoding.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything that one run measured; what it was not asked for is absent.
record Report(
        Machine machine,
        boolean quick,
        Floors floors,
        Optional<LineRun> line,
        List<WireRun> wire,
        Optional<SizeRun> sizes,
        Optional<StartRun> start,
        Optional<StoreRun> store) {
    /// One thing measured against what it should be.
    ///
    /// @param atMost whether the target is a ceiling, else it is a floor
    record Verdict(String what, double measured, double target, boolean atMost) {
        boolean met() {
            return atMost ? measured <= target : measured >= target;
        }
    }

    static final class Builder {
        private final Machine machine;
        private final boolean quick;
        private Floors floors;
        private Optional<LineRun> line = Optional.empty();
        private final List<WireRun> wire = new ArrayList<>();
        private Optional<SizeRun> sizes = Optional.empty();
        private Optional<StartRun> start = Optional.empty();
        private Optional<StoreRun> store = Optional.empty();

        Builder(Machine machine, boolean quick, Floors floors) {
            this.machine = machine;
            this.quick = quick;
            this.floors = floors;
        }

        void floors(Floors measured) {
            floors = measured;
        }

        void line(LineRun measured) {
            line = Optional.of(measured);
        }

        void wire(WireRun measured) {
            wire.add(measured);
        }

        void sizes(SizeRun measured) {
            sizes = Optional.of(measured);
        }

        void start(StartRun measured) {
            start = Optional.of(measured);
        }

        void store(StoreRun measured) {
            store = Optional.of(measured);
        }

        Report build() {
            return new Report(machine, quick, floors, line, List.copyOf(wire), sizes, start, store);
        }
    }

    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        line.ifPresent(run -> {
            verdicts.add(new Verdict(
                    "p50 with 1 in flight, as a multiple of the floor",
                    run.latencyRatio(floors),
                    LineRun.LATENCY_TARGET,
                    true));
            verdicts.add(new Verdict(
                    "rate with 64 in flight, as a share of what the cryptography alone allows",
                    run.rateRatio(floors),
                    LineRun.RATE_TARGET,
                    false));
        });
        wire.forEach(run -> verdicts.add(new Verdict(
                "kB on the wire, " + run.words(), run.passed().bytes() / 1_000.0, WireRun.TARGET / 1_000.0, true)));
        return verdicts;
    }

    Json toJson() {
        return Json.object()
                .with("machine", machine.toJson())
                .with("quick", quick)
                .with("floors", floors.toJson())
                .with("line", line.map(run -> run.toJson(floors)).orElse(null))
                .with("wire", wire.isEmpty() ? null : Json.list(wire, WireRun::toJson))
                .with("sizes", sizes.map(SizeRun::toJson).orElse(null))
                .with("start", start.map(StartRun::toJson).orElse(null))
                .with("store", store.map(StoreRun::toJson).orElse(null))
                .build();
    }
}
