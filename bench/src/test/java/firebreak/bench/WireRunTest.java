package firebreak.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two real node processes, started and stopped by the bench itself.
@Timeout(600)
class WireRunTest {
    @TempDir
    private Path folder;

    @Test
    void what_is_counted_on_the_sockets_is_what_the_records_hold_and_little_more() throws Exception {
        Options options = Options.parse(List.of("--quick", "--java", "-XX:TieredStopAtLevel=1"), folder);

        WireRun run = WireRun.measure(options, folder, 2, line -> {});

        assertThat(run.receipts()).as("delivered and acknowledged").isEqualTo(2);
        assertThat(run.parcels()).isEqualTo(3);
        assertThat(run.tls()).isPositive();
        assertThat(run.http()).isBetween(1L, 3_000L);
        assertThat(run.passed().bytes()).isEqualTo(run.parts().sum() + run.http() + run.tls());
        assertThat(run.parts().payload()).as("a text of 1 kB is in it").isGreaterThan(1_000);
    }
}
