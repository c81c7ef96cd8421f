package firebreak.node.line;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import firebreak.identity.Secret;
import firebreak.line.Condition;
import firebreak.line.LineName;
import firebreak.node.store.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LineChangesTest {
    private static final Instant NOON = Instant.parse("2022-10-23T12:00:00Z");

    @TempDir
    private Path folder;

    private static LineName line(String peer) {
        ChannelId channel = new ChannelId(Hash.of(Bytes.ofUtf8("channel")));
        return new LineName(channel, new PostCode("RU-MOD"), new PostCode(peer));
    }

    private static void changes(SqliteStore store, LineName line, int second, boolean silent) throws IOException {
        Instant at = NOON.plusSeconds(second);
        Condition now = silent ? new Condition.Silent(at.minusSeconds(3)) : new Condition.Answering(at);
        store.commit(LineChanges.with(line, now, at, store));
    }

    @Test
    void the_last_of_each_line_are_kept_newest_first_and_no_more_than_so_many() throws IOException {
        try (SqliteStore store = SqliteStore.create(folder, Secret.wrap(new byte[32]), new SecureRandom())) {
            changes(store, line("UK-MOD"), 0, true);
            for (int i = 0; i < LineChanges.MOST; i++) {
                changes(store, line("FR-MOD"), i, i % 2 == 0);
            }
            assertThat(LineChanges.of(line("FR-MOD"), store)).hasSize(LineChanges.MOST);
            changes(store, line("FR-MOD"), LineChanges.MOST, true);

            assertThat(LineChanges.of(line("FR-MOD"), store))
                    .hasSize(LineChanges.MOST)
                    .first()
                    .isEqualTo(new LineChanges.Change(
                            NOON.plusSeconds(LineChanges.MOST), "silent", NOON.plusSeconds(LineChanges.MOST - 3)));
            assertThat(LineChanges.of(line("FR-MOD"), store).getLast().at()).isEqualTo(NOON.plusSeconds(1));
            assertThat(LineChanges.of(line("UK-MOD"), store)).hasSize(1);
            assertThat(LineChanges.of(line("US-MOD"), store)).isEmpty();
        }
    }
}
