package firebreak.cli.record;

import firebreak.cli.console.Exit;
import firebreak.cli.console.Ticker;
import firebreak.cli.console.World;
import firebreak.encoding.Json;
import firebreak.engine.StoreException;
import firebreak.identity.Secret;
import firebreak.node.home.Home;
import firebreak.node.store.CheckReport;
import firebreak.node.store.SqliteStore;
import firebreak.node.store.StoreSnapshot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = "Read all that a home stores and name every value that is not what was put there.",
        footer = {
            "",
            "Example:",
            "  firebreak store check --home /srv/firebreak/RU",
            "",
            "Exit code 3 when anything is wrong. The node may run meanwhile. It fetches",
            "damaged parts of records from the members that hold copies; --accept is for",
            "what is still named when that has been done and the node was stopped."
        })
final class StoreCheck extends KeyedAct {
    @Option(
            names = "--accept",
            description = "Take the rows that are there for those that should be: what has vanished is named now, and"
                    + " not again. Damaged values stay named. Only while the node is stopped.")
    private boolean accept;

    StoreCheck(World world) {
        super(world);
    }

    @Override
    int act(Home home, Secret storeKey) throws StoreException {
        CheckReport report = read(home, storeKey);
        boolean accepted = accept && !report.sound();
        if (accepted) {
            try (SqliteStore store = SqliteStore.open(home.folder(), storeKey, world.random())) {
                store.recount();
            }
        }
        if (json()) {
            say(Json.object()
                    .with("sound", report.sound())
                    .with("values", report.values())
                    .with("damages", Json.list(report.damages(), damage -> Json.of(damage.toString())))
                    .with("accepted", accepted)
                    .build());
        } else {
            tell(report, accepted);
        }
        return report.sound() ? Exit.DONE : Exit.FAULT;
    }

    private CheckReport read(Home home, Secret storeKey) throws StoreException {
        Ticker ticker = new Ticker(err(), "values read");
        try (StoreSnapshot store = StoreSnapshot.open(home.folder(), storeKey, world.random())) {
            CheckReport report = store.check(ticker::at);
            ticker.done();
            return report;
        }
    }

    private void tell(CheckReport report, boolean accepted) {
        report.damages().forEach(damage -> say("  damaged: " + damage));
        say(
                report.sound()
                        ? "All " + report.values() + " values are what was put there."
                        : report.damages().size() + " found, " + report.values() + " values read.");
        if (accepted) {
            say("What has vanished will not be named again.");
        } else if (!report.sound()) {
            say("A running node fetches damaged leaves and envelopes from the other members; look again later.");
        }
    }
}
