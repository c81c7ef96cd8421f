package firebreak.cli.setup;

import firebreak.cli.console.Exit;
import firebreak.cli.console.HomeAct;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.FormatException;
import firebreak.encoding.Times;
import firebreak.node.home.Holdings;
import firebreak.node.home.Home;
import firebreak.node.home.KeyLife;
import firebreak.node.home.KeyRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/// `firebreak keys status`: every key of the home, by its public half, and what to do next.
@Command(
        name = "status",
        description = {
            "Show every key of the home: how long it may be used, which manifest names it, and what to do next.",
            "Warnings begin 21 days before a post's keys end and are urgent from 7 days on; firebreak status gives",
            "them too. The root's keys are not here: their holders have them."
        },
        footer = {"", "Example:", "  firebreak keys status --home /srv/ru"})
public final class KeysStatus extends HomeAct {
    private static final String ROW = "%-16s %-12s %-10s %-11s %-11s %9s  %s";

    public KeysStatus(World world) {
        super(world);
    }

    @Override
    protected int act() throws Refusal, FormatException, IOException {
        Home at = home();
        Instant now = world.clock().instant();
        Holdings holdings = at.holdings();
        KeyLife life = KeyLife.of(at.publicKeys(), holdings.registry(), holdings.parties(), now);
        if (json()) {
            say(life.toJson(now));
        } else {
            say(lines(life, now));
        }
        return Exit.DONE;
    }

    private static List<String> lines(KeyLife life, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("HOLDER", "USE", "KEY", "FROM", "UNTIL", "DAYS LEFT", "STANDING"));
        life.rows().forEach(row -> lines.add(line(row, now)));
        lines.add("");
        lines.add("The root's keys are with their holders, outside this home.");
        life.warnings().forEach(warning -> lines.add("! " + warning));
        if (life.warnings().isEmpty()) {
            lines.add("Nothing to do.");
        }
        return lines;
    }

    private static String line(KeyRow row, Instant now) {
        String standing = switch (row.standing()) {
            case IN_FORCE, COMING -> row.standing().word() + ": manifest " + String.join(", ", row.manifests());
            case MADE -> "made, in no manifest yet";
        };
        return ROW.formatted(
                        row.holder(),
                        row.use().word(),
                        row.hash().brief(),
                        row.from().map(KeysStatus::day).orElse("-"),
                        row.until().map(KeysStatus::day).orElse("no end"),
                        row.days(now).map(String::valueOf).orElse("-"),
                        standing)
                .stripTrailing();
    }

    private static String day(Instant time) {
        return Times.format(time).substring(0, "2026-11-22".length());
    }
}
