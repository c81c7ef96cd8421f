package firebreak.cli.record;

import firebreak.clock.Clocks;
import firebreak.clock.Moment;
import firebreak.clock.Wait;
import firebreak.encoding.Times;
import firebreak.export.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The clocks that an export proves, as lines for people.
final class ClockLines {
    private static final int MOST = 100;

    private ClockLines() {}

    static List<String> of(Verification.Clocked clocks) {
        List<String> lines = new ArrayList<>();
        Clocks.Tenders tenders = clocks.tenders();
        if (tenders.sent() > 0) {
            lines.add("tendered, each note to each party it is addressed to: "
                    + (tenders.claimed() == tenders.sent()
                            ? "all " + tenders.sent() + " as claimed, for no witness is needed"
                            : tenders.proved() + " of " + tenders.sent() + " proved"
                                    + (tenders.claimed() > 0 ? ", " + tenders.claimed() + " as claimed" : "")));
        }
        clocks.shown().ifPresent(until -> lines.add("witnesses show the record as of " + words(until)));
        clocks.waits().stream().limit(MOST).map(ClockLines::line).forEach(lines::add);
        if (clocks.waits().size() > MOST) {
            lines.add("and " + (clocks.waits().size() - MOST) + " more that ask; --json shows all");
        }
        return lines;
    }

    private static String line(Wait wait) {
        return wait.reference() + " asks " + wait.to() + ": "
                + switch (wait.state()) {
                    case UNTENDERED -> "not proved tendered, so no clock runs";
                    case WAITING -> "waiting" + due(wait) + missed(wait);
                    case OVERDUE ->
                        "OVERDUE since "
                                + wait.missed()
                                        .or(wait::due)
                                        .map(ClockLines::words)
                                        .orElse("");
                    case ANSWERED -> answered(wait);
                    case LATE -> answered(wait) + missed(wait);
                }
                + wait.tendered().map(moment -> "; tendered " + words(moment)).orElse("");
    }

    private static String due(Wait wait) {
        return wait.due().map(by -> ", due " + words(by)).orElse(", no deadline");
    }

    private static String missed(Wait wait) {
        return wait.missed().map(by -> ", LATE: was due " + words(by)).orElse("");
    }

    private static String answered(Wait wait) {
        return wait.answer()
                .map(by -> "answered " + words(by.tendered()) + " by " + by.reference())
                .orElse("answered");
    }

    private static String words(Moment moment) {
        return words(moment.at()) + (moment.proved() ? "" : " (claimed)");
    }

    private static String words(Instant at) {
        return Times.format(at);
    }
}
