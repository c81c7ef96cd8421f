package firebreak.bench;

import firebreak.bench.nodes.Stage;
import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.engine.Body;
import firebreak.engine.Channel;
import firebreak.engine.Keys;
import firebreak.engine.State;
import firebreak.engine.StateRows;
import firebreak.engine.Table;
import firebreak.engine.Workshop;
import firebreak.identity.Jws;
import firebreak.identity.Secret;
import firebreak.node.export.HomeRecords;
import firebreak.node.home.Home;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.Unlocked;
import firebreak.node.run.Trees;
import firebreak.node.store.SqliteStore;
import firebreak.record.CheckpointNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Looks into the home of a measured node, beside the running node or without one.
final class Books implements AutoCloseable {
    private final NodeKeys keys;
    private final HomeRecords records;

    private Books(NodeKeys keys, HomeRecords records) {
        this.keys = keys;
        this.records = records;
    }

    static Books open(Home home) throws IOException {
        NodeKeys keys = keys(home);
        try {
            return new Books(keys, HomeRecords.open(home, keys.store(), new SecureRandom()));
        } catch (FormatException malformed) {
            keys.close();
            throw new IOException(malformed.reason(), malformed);
        } catch (IOException | RuntimeException failed) {
            keys.close();
            throw failed;
        }
    }

    private static NodeKeys keys(Home home) throws IOException {
        byte[] passphrase = Stage.secret(home).getBytes(StandardCharsets.UTF_8);
        try (Secret secret = Secret.wrap(passphrase)) {
            if (home.keys(home.config().mode()).node().open(secret) instanceof Unlocked.Opened<NodeKeys>(var keys)) {
                return keys;
            }
            throw new IOException("the keys of " + home + " cannot be opened");
        } catch (FormatException malformed) {
            throw new IOException(malformed.reason(), malformed);
        }
    }

    /// How long the store and the state in it take to open in this process, as a starting node opens them; in
    /// nanoseconds. The home's node must not be running.
    static long opening(Home home) throws IOException {
        try (NodeKeys keys = keys(home)) {
            long begun = System.nanoTime();
            try (SqliteStore store = SqliteStore.open(home.folder(), keys.store(), new SecureRandom())) {
                State state = StateRows.load(store);
                if (state.channels().isEmpty()) {
                    throw new IOException("the store of " + home + " has no channel");
                }
                return System.nanoTime() - begun;
            } catch (FormatException damaged) {
                throw new IOException(damaged.reason(), damaged);
            }
        }
    }

    /// The one channel.
    Channel channel() {
        return records.channels().getFirst();
    }

    /// How many leaves the own record has.
    long size() {
        return channel().own().size();
    }

    /// What one leaf of the own record takes as a parcel, part by part.
    Parts parts(long index) throws IOException {
        Channel channel = channel();
        String key = Keys.leaf(channel.own().origin(), index);
        try {
            Bytes text = records.store()
                    .get(Table.CHECKPOINT, channel.own().origin().text())
                    .orElseThrow();
            CheckpointNote checkpoint = CheckpointNote.parse("checkpoint", text);
            var parcel = Workshop.parcel(
                    channel.id(),
                    checkpoint,
                    index,
                    new Trees(records.store()).subtrees(channel.own().origin(), size()),
                    records.store());
            Body body = Body.read("body", records.store().get(Table.BODY, key).orElseThrow());
            return Parts.of(parcel, text.size(), Jws.parse("signed object", body.signed()));
        } catch (FormatException damaged) {
            throw new IOException(damaged.reason(), damaged);
        }
    }

    @Override
    public void close() throws IOException {
        try (keys) {
            records.close();
        }
    }
}
