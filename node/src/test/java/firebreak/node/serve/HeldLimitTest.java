package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Quotas;
import firebreak.encoding.Bytes;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.PeerRecord;
import firebreak.engine.Table;
import firebreak.identity.Jws;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A member whose leaves are held one after the other, at a real node that keeps three held items of each member.
final class HeldLimitTest {
    private static final int MOST = 3;

    private Parties parties;
    private Station uk;
    private Desk desk;
    private Scribe ru;

    @BeforeEach
    void few_may_be_held(@TempDir Path folder) throws Exception {
        parties = Parties.found(folder, List.of(UK, RU), List.of("line"), new Quotas(6_000, 24, MOST));
        uk = parties.at(UK);
        desk = uk.start();
        ru = new Scribe(parties.at(RU), parties.channel("line"));
        ru.opens();
    }

    @AfterEach
    void end() throws IOException {
        ru.close();
        parties.close();
    }

    private void badNotes(int count) {
        for (int i = 0; i < count; i++) {
            ru.appends(Jws.sign(ru.note("the operator speaks " + i).payload(), ru.node.signing()));
        }
    }

    private String leaf(long index) {
        return Keys.leaf(ru.origin(), index);
    }

    private static Clerk.Answer see(Clerk officer, String leaf) throws IOException {
        return officer.post("/v1/held/seen", Json.object().with("leaf", leaf).build());
    }

    private void heldItems(int count) {
        Until.so(count + " items are held", () -> desk.held().size() == count);
    }

    private Json member() throws IOException {
        return Clerk.list(desk.channel("line"), "members").getFirst();
    }

    @Test
    void a_member_is_kept_back_when_its_held_items_are_full_until_people_have_seen_some() throws Exception {
        badNotes(MOST);
        ru.appends(ru.signed(ru.note("a good one")));
        assertThat(ru.brings(uk, parcels(0, 2))).containsOnly("taken");
        heldItems(MOST - 1);
        assertThat(ru.brings(uk, ru.parcel(3).bytes())).containsExactly("taken"); // the last there is room for
        heldItems(MOST);

        assertThat(ru.brings(uk, ru.parcel(4).bytes()))
                .singleElement()
                .asString()
                .startsWith("later 3 items of RU are held here, and the channel keeps 3 of one member (heldItems)");
        assertThat(mirror().held().contains(4)).isFalse();
        assertThat(Clerk.number(member(), "held")).isEqualTo(MOST);
        assertThat(Clerk.number(member(), "heldMost")).isEqualTo(MOST);
        assertThat(see(desk.drafter, leaf(1)).status())
                .as("only who watches may")
                .isEqualTo(403);

        see(desk.releaser, leaf(1)).good();

        heldItems(MOST - 1);
        assertThat(uk.store().get(Table.LEAF, leaf(1)))
                .as("the leaf itself stays")
                .isPresent();
        assertThat(see(desk.releaser, leaf(1)).status()).as("seen before").isEqualTo(404);
        assertThat(ru.brings(uk, ru.parcel(4).bytes())).containsExactly("taken");
        desk.arrived("a good one");

        uk.stop();
        desk = uk.start();
        assertThat(desk.held()).as("after a restart").hasSize(MOST - 1);
        badNotes(2);
        assertThat(ru.brings(uk, ru.parcel(5).bytes())).containsExactly("taken");
        heldItems(MOST);
        assertThat(ru.brings(uk, ru.parcel(6).bytes()))
                .singleElement()
                .asString()
                .startsWith("later");
    }

    @Test
    void what_waits_behind_a_gap_is_limited_too_and_never_keeps_back_what_fills_the_gap() throws Exception {
        for (int i = 1; i <= MOST + 1; i++) {
            ru.appends(ru.signed(ru.note("note " + i)));
        }
        assertThat(ru.brings(uk, parcels(1, MOST))).containsOnly("taken");
        heldItems(MOST);
        assertThat(ru.brings(uk, ru.parcel(MOST + 1).bytes()))
                .singleElement()
                .asString()
                .startsWith("later 3 items of RU are held here");
        Clerk.Answer refused = see(desk.releaser, leaf(1));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("may still clear by itself");

        assertThat(ru.brings(uk, ru.parcel(0).bytes())).containsExactly("taken");

        desk.arrived("note " + MOST);
        heldItems(0);
        assertThat(ru.brings(uk, ru.parcel(MOST + 1).bytes())).containsExactly("taken");
        desk.arrived("note " + (MOST + 1));
    }

    private List<Bytes> parcels(int first, int last) {
        return ru.parcels().subList(first, last + 1);
    }

    private PeerRecord mirror() {
        return Objects.requireNonNull(
                uk.channel(parties.channel("line")).peers().get(ru.origin()));
    }
}
