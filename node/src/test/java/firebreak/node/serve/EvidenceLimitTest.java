package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.engine.Evidence;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A member that contradicts itself, or sends what proves nothing, again and again: a real node's store does not grow
/// with it.
final class EvidenceLimitTest {
    private Parties parties;
    private Station uk;
    private Scribe ru;

    @BeforeEach
    void one_good_note_has_come(@TempDir Path folder) throws Exception {
        parties = Parties.found(folder, UK, RU);
        uk = parties.at(UK);
        uk.start();
        ru = new Scribe(parties.at(RU), parties.channel("line"));
        ru.opens();
        ru.appends(ru.signed(ru.note("good")));
        assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
    }

    @AfterEach
    void end() throws IOException {
        ru.close();
        parties.close();
    }

    @Test
    void of_endless_forks_the_first_are_kept_as_evidence_and_all_are_counted() throws Exception {
        Bytes first = fork(0);
        for (int i = 1; i < Evidence.MOST; i++) {
            fork(i);
        }
        assertThat(rows()).hasSize(Evidence.MOST);
        assertThat(contradictions()).isEqualTo(Evidence.MOST);
        List<StoreView.Entry> kept = rows();

        fork(Evidence.MOST);

        assertThat(rows()).isEqualTo(kept);
        assertThat(contradictions()).isEqualTo(Evidence.MOST + 1);
        assertThat(ru.brings(uk, first)).singleElement().asString().startsWith("refused");
        assertThat(contradictions()).as("that one is kept").isEqualTo(Evidence.MOST + 1);
        uk.stop();
        uk.start();
        assertThat(contradictions()).isEqualTo(Evidence.MOST + 1);
    }

    private Bytes fork(int number) throws Exception {
        ru.forget();
        ru.appends(ru.signed(ru.note("another in its place " + number)));
        Bytes parcel = ru.parcel(1).bytes();
        assertThat(ru.brings(uk, parcel)).singleElement().asString().startsWith("refused another leaf is held");
        return parcel;
    }

    private List<StoreView.Entry> rows() {
        return uk.store().range(Table.EVIDENCE, "", "~~", 1_000);
    }

    private long contradictions() throws IOException {
        Json member = Clerk.list(uk.desk().channel("line"), "members").getFirst();
        ToLongFunction<Json> shown = mirror -> Clerk.number(mirror, "contradictions");
        return Clerk.list(member, "records").stream().mapToLong(shown).sum();
    }

    @Test
    void of_endless_parcels_that_prove_nothing_not_one_is_stored() throws Exception {
        uk.desk().arrived("good");
        Until.so("all is receipted", () -> uk.said(parties.channel("line")).size() == 3);
        long before = stored();
        List<Bytes> worthless = new ArrayList<>();
        byte[] parcel = ru.parcel(1).bytes().toArray();
        for (int i = 1; i <= 500; i++) {
            byte[] changed = parcel.clone();
            changed[changed.length - i] ^= 1;
            worthless.add(Bytes.wrap(changed));
        }

        assertThat(ru.brings(uk, worthless)).allMatch(outcome -> outcome.startsWith("refused"));

        assertThat(stored()).isEqualTo(before);
        assertThat(new Clerk(uk.serving().metricsPort(), "")
                        .get("/metrics")
                        .good()
                        .text())
                .contains("firebreak_parcels_refused 500\n");
    }

    private long stored() {
        long rows = 0;
        for (Table table : Table.values()) {
            rows += uk.store().range(table, "", "~~", 100_000).size();
        }
        return rows;
    }
}
