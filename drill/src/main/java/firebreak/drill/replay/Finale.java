package firebreak.drill.replay;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Channel;
import firebreak.export.Progress;
import firebreak.export.Summarizing;
import firebreak.export.Summary;
import firebreak.export.Verification;
import firebreak.identity.Secret;
import firebreak.node.export.ExportFolder;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import firebreak.node.home.ReadableJson;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;

/// Counts what was said: every record of every party is exported, each export is checked as a stranger would,
/// and only what they prove is counted.
final class Finale {
    static final String EXPORTS = "exports";
    static final String SUMMARY = "summary.json";

    private final Stage stage;
    private final Path folder;
    private final Show show;

    Finale(Stage stage, Path folder, Show show) {
        this.stage = stage;
        this.folder = folder;
        this.show = show;
    }

    /// Exports to `FOLDER/exports/<PARTY>/<channel>` and writes `FOLDER/summary.json`.
    Summary count(String scenario, long seconds) throws IOException {
        show.say("exporting and verifying every record");
        Summarizing summarizing = new Summarizing(Optional.of(stage.charter()));
        for (Map.Entry<PartyCode, Home> home : stage.homes().entrySet()) {
            take(home.getKey(), home.getValue(), summarizing);
        }
        Summary summary = summarizing.summary();
        Bytes json = ReadableJson.write(summary.toJson(scenario, seconds));
        Files.write(folder.resolve(SUMMARY), json.toArray());
        return summary;
    }

    private void take(PartyCode party, Home home, Summarizing summarizing) throws IOException {
        try (NodeKeys keys = keys(home);
                HomeRecords records = HomeRecords.open(home, keys.store(), new SecureRandom())) {
            for (Channel channel : records.channels()) {
                String label = records.agreement(channel).label();
                Path to = folder.resolve(EXPORTS).resolve(party.value()).resolve(label);
                records.export(channel, ExportFolder.create(to), false, Progress.NONE);
                Verification verification = summarizing.add(ExportFolder.open(to), Progress.NONE);
                if (!verification.sound()) {
                    show.say("  " + party + " " + label + ": " + verification.verdict());
                }
            }
        } catch (FormatException damaged) {
            throw new IOException("the home of " + party + " cannot be read: " + damaged.reason(), damaged);
        }
    }

    private NodeKeys keys(Home home) throws IOException, FormatException {
        try (Secret passphrase = stage.passphrase()) {
            if (home.keys(home.config().mode()).node().open(passphrase)
                    instanceof Unlocked.Opened<NodeKeys>(NodeKeys keys)) {
                return keys;
            }
        }
        throw new IOException("the node keys in " + home.folder() + " cannot be opened");
    }
}
