package firebreak.drill.replay;

import firebreak.drill.script.Script;
import firebreak.drill.script.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/// From the case's time to what the nodes' clocks show. Both are the same, but for a case before 1971: checkpoints
/// count their time from 1970 on (C2SP tlog-cosignature), so there the clocks run whole turns of the calendar ahead,
/// and dates fall on the same days of the week. Intervals stay as they were.
///
/// @param ahead how far the nodes' clocks run ahead of the case
record CaseClock(Duration ahead) {
    /// 28 years: after them the days of the week fall on the same dates, from 1901 to 2099.
    private static final Duration TURN = Duration.ofDays(28 * 365 + 7);

    private static final Instant EARLIEST = Instant.parse("1971-01-01T00:00:00Z");
    private static final Duration BEFORE = Duration.ofDays(1);

    static CaseClock of(Script script) {
        Instant begin = begin(script);
        Duration ahead = Duration.ZERO;
        while (begin.plus(ahead).isBefore(EARLIEST)) {
            ahead = ahead.plus(TURN);
        }
        return new CaseClock(ahead);
    }

    /// When a case begins for its nodes: a day before its first event.
    static Instant begin(Script script) {
        return script.steps().stream()
                .map(step -> step.time().at())
                .min(Comparator.naturalOrder())
                .orElse(EARLIEST)
                .minus(BEFORE);
    }

    /// The latest instant of the case.
    static Instant end(Script script) {
        return script.steps().stream()
                .map(Step::time)
                .map(time -> time.latest())
                .max(Comparator.naturalOrder())
                .orElse(begin(script));
    }

    /// What the nodes' clocks show at an instant of the case.
    Instant shows(Instant inTheCase) {
        return inTheCase.plus(ahead);
    }

    /// What an onlooker should know, if the clocks do not show the case's time.
    Optional<String> remark(Script script) {
        Instant begin = begin(script);
        int from = begin.atOffset(ZoneOffset.UTC).getYear();
        int to = shows(begin).atOffset(ZoneOffset.UTC).getYear();
        return ahead.isZero()
                ? Optional.empty()
                : Optional.of("the nodes' clocks show " + to + " for " + from
                        + ", because checkpoints count time from 1970 on");
    }
}
