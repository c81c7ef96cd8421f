package firebreak.cli.officer;

import static firebreak.cli.officer.TwoNodes.done;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.engine.Channel;
import firebreak.node.home.Home;
import firebreak.node.http.Response;
import firebreak.node.wire.MemberClient;
import firebreak.node.wire.Peer;
import firebreak.record.CheckpointNote;
import firebreak.record.EntryBundle;
import firebreak.record.Leaf;
import firebreak.record.Merkle;
import firebreak.record.Origin;
import firebreak.record.TilePath;
import firebreak.record.TileSource;
import firebreak.record.Tiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What one member reads of the records at another member's node, over mutual TLS, as tlog-tiles.
final class RecordsServedTest {
    private static final int MOST = 1 << 20;

    @TempDir
    private Path folder;

    private TwoNodes two;

    @BeforeEach
    void start() throws Exception {
        two = TwoNodes.start(folder);
        two.open();
        Ran drafted = done(two.at(
                "RU",
                "note",
                "draft",
                "--form",
                "free-text",
                "--to",
                "UK-MOD",
                "--field",
                "subject=One",
                "--field",
                "text=Words",
                "--officer",
                "ivanov",
                "--json"));
        String draft = Fields.of("draft", drafted.json()).string("draft");
        done(two.at("RU", "note", "release", draft, "--officer", "orlova"));
        TwoNodes.eventually(
                () -> two.at("UK", "note", "list"), list -> list.out().contains("One"));
    }

    @AfterEach
    void stop() throws Exception {
        two.close();
    }

    private Channel channel(String party) {
        return two.node(party)
                .node()
                .loop()
                .state()
                .channels()
                .values()
                .iterator()
                .next();
    }

    /// Asks RU's node as UK's.
    private Response ask(Origin origin, String file) throws Exception {
        Home ru = Home.at(two.home("RU"));
        Peer peer = new Peer(
                "127.0.0.1",
                two.node("RU").node().port(),
                ru.publicKeys().node().tls());
        MemberClient asUk = two.node("UK").node().client();
        return asUk.request(peer, "GET", "/v1/records/" + origin.text() + "/" + file, Bytes.EMPTY, MOST);
    }

    @Test
    void a_member_reads_the_own_and_the_mirrored_record_and_comes_to_the_signed_root() throws Exception {
        Origin ru = channel("RU").own().origin();
        Origin uk = channel("UK").own().origin();

        for (Origin origin : List.of(ru, uk)) {
            CheckpointNote checkpoint = CheckpointNote.parse(
                    "served checkpoint", ask(origin, "checkpoint").body());
            long size = checkpoint.checkpoint().size();
            assertThat(checkpoint.checkpoint().origin()).isEqualTo(origin);
            assertThat(size).isBetween(2L, 256L);
            TileSource tiles = (level, index, width) -> tile(origin, new TilePath.Hashes(level, index, width));
            assertThat(new Tiles(tiles, size).root())
                    .isEqualTo(checkpoint.checkpoint().root());
            Bytes bundle =
                    ask(origin, new TilePath.Entries(0, (int) size).path()).body();
            List<Bytes> entries = EntryBundle.read("served entries", bundle, (int) size);
            assertThat(entries.stream().map(Merkle::leafHash))
                    .isEqualTo(tile(origin, new TilePath.Hashes(0, 0, (int) size)));
            for (Bytes entry : entries) {
                assertThat(Leaf.read("served leaf", entry).bytes()).isEqualTo(entry);
            }
        }
    }

    private List<Hash> tile(Origin origin, TilePath.Hashes path) {
        try {
            return Tiles.read("served tile", ask(origin, path.path()).body(), path.width());
        } catch (FormatException malformed) {
            throw new AssertionError(malformed);
        } catch (Exception failed) {
            throw new AssertionError("no tile " + path, failed);
        }
    }

    @Test
    void what_lies_beyond_the_checkpoint_is_not_served_and_says_so() throws Exception {
        Origin ru = channel("RU").own().origin();
        long size = CheckpointNote.parse("checkpoint", ask(ru, "checkpoint").body())
                .checkpoint()
                .size();

        assertThat(ask(ru, new TilePath.Entries(0, (int) size).path()).status()).isEqualTo(200);
        Response beyond = ask(ru, new TilePath.Entries(0, (int) size + 100).path());
        assertThat(beyond.status()).isEqualTo(404);
        assertThat(beyond.body().utf8("body")).contains("does not reach so far yet");
        assertThat(ask(ru, "tile/1/000.p/1").status()).isEqualTo(404);
    }

    @Test
    void other_names_are_refused_with_a_reason() throws Exception {
        Origin ru = channel("RU").own().origin();

        assertThat(ask(ru, "tile/0/0").status()).isEqualTo(400);
        assertThat(ask(ru, "store.db").status()).isEqualTo(400);
        Origin unknown = Origin.parse("origin", "firebreak/" + "a".repeat(26));
        assertThat(ask(unknown, "checkpoint").status()).isEqualTo(404);
    }
}
