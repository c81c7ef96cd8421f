package firebreak.node.serve;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.FormatException;
import firebreak.engine.Body;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.Store;
import firebreak.engine.Table;
import firebreak.export.ExportCheck;
import firebreak.export.Listener;
import firebreak.export.Progress;
import firebreak.export.RecordExport;
import firebreak.export.Verification;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.export.ExportFolder;
import firebreak.node.home.Home;
import firebreak.node.run.NodeClock;
import firebreak.note.Statement;
import firebreak.record.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One party's home and, while it runs, its node in this process.
final class Station implements AutoCloseable {
    final PartyCode party;
    final PostCode post;
    final Home home;
    final Cable cable;
    final NodeClock clock = new NodeClock();
    private @Nullable Serving serving;
    private @Nullable Desk desk;

    Station(PartyCode party, PostCode post, Home home, Cable cable) {
        this.party = party;
        this.post = post;
        this.home = home;
        this.cable = cable;
    }

    /// Starts the node, its post unlocked.
    Desk start() throws IOException, FormatException {
        Desk opened = startLocked();
        opened.unlock();
        return opened;
    }

    Desk startLocked() throws IOException, FormatException {
        Serving started = serve();
        desk = Desk.locked(home, started.apiPort(), post);
        return desk();
    }

    /// Starts the node alone.
    Serving serve() throws IOException {
        try (Secret passphrase = Parties.secret(Parties.PASSPHRASE)) {
            Serving started = Serving.start(home, passphrase, clock);
            serving = started;
            cable.plug(started.node().port());
            return started;
        }
    }

    Serving serving() {
        return Objects.requireNonNull(serving, "the node of " + party + " does not run");
    }

    Desk desk() {
        return Objects.requireNonNull(desk, "nobody is signed in at " + party);
    }

    Store store() {
        return serving().node().parts().store();
    }

    /// The channel as the node has it after its newest step.
    Channel channel(ChannelId id) {
        return serving().node().loop().state().channel(id).orElseThrow();
    }

    /// All that stands in the node's own record of a channel.
    List<Statement> said(ChannelId id) {
        Channel channel = channel(id);
        return statements(channel.own().origin(), channel.own().size());
    }

    /// What can be read of a record here, own or mirrored.
    List<Statement> statements(Origin origin, long size) {
        List<Statement> said = new ArrayList<>();
        for (long index = 0; index < size; index++) {
            store().get(Table.BODY, Keys.leaf(origin, index)).ifPresent(body -> {
                try {
                    Jws signed = Jws.parse("body", Body.read("body", body).signed());
                    said.add(Statement.parse("statement", signed.payload()));
                } catch (FormatException malformed) {
                    throw new AssertionError(malformed.reason(), malformed);
                }
            });
        }
        return said;
    }

    /// The record of a channel, exported into a new folder and checked without the node.
    Verification verified(ChannelId id, Path folder) throws IOException {
        State state = serving().node().loop().state();
        ExportFolder files = ExportFolder.create(folder);
        new RecordExport(state, store(), serving().node().parts().forms(), false)
                .write(state.channel(id).orElseThrow(), files, Progress.NONE);
        return ExportCheck.run(ExportFolder.open(folder), Optional.empty(), Progress.NONE, Listener.NOBODY);
    }

    void stop() throws IOException {
        cable.cut();
        Serving running = serving;
        serving = null;
        desk = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        cable.close();
    }
}
