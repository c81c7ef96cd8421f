package firebreak.node.serve;

import static firebreak.node.serve.Parties.FR;
import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.charter.Agreement;
import firebreak.charter.ChannelId;
import firebreak.identity.Jws;
import firebreak.node.http.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A channel that lives under no charter and is known to its members alone, from the signed paper to the answer.
final class BackChannelTest {
    @TempDir
    private Path folder;

    @Test
    void its_members_talk_in_it_and_nobody_else_learns_that_it_is_there() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU, FR)) {
            parties.start();
            Station uk = parties.at(UK);
            Station ru = parties.at(RU);
            Agreement back = Papers.between(Optional.empty(), "back", uk, ru);
            Jws signed = Papers.byPosts(back.payload(), uk, ru);
            Papers.drop(uk, signed);
            Papers.drop(ru, signed);

            String note = uk.desk().say("back", "Between us.");
            ru.desk().arrived(note);
            ru.desk().mark("acknowledge", note);
            String reply = ru.desk().answer("back", "reply", note, "Only between us.");
            uk.desk().arrived(reply);
            uk.desk().climbed(note, "answered");
            String open = uk.desk().say("line", "For all.");
            Desk fr = parties.at(FR).desk();
            fr.arrived(open);

            assertThat(Clerk.text(uk.desk().channel("back"), "kind")).isEqualTo("back");
            assertThat(Clerk.list(fr.status(), "channels")).hasSize(1);
            assertThat(fr.note(note)).isEmpty();
            assertThat(fr.texts("line")).containsExactly("For all.");
            assertStrangerIsToldNothing(parties, new ChannelId(back.hash()));
            uk.desk().holdsNothing();
            ru.desk().holdsNothing();
        }
    }

    /// What the third party's own key gets from a member, and what it makes of a parcel that somebody brings it.
    private static void assertStrangerIsToldNothing(Parties parties, ChannelId back) throws Exception {
        Station uk = parties.at(UK);
        String origin = uk.channel(back).own().origin().text();
        try (Scribe fr = new Scribe(parties.at(FR), parties.channel("line"))) {
            Response records = fr.gets(uk, "/v1/parcels?origin=" + Clerk.encode(origin) + "&first=0&last=1");
            Response none = fr.gets(uk, "/v1/parcels?origin=firebreak%2Faaaaaaaaaaaaaaaaaaaaaaaaaa&first=0&last=1");
            assertThat(records.status()).isEqualTo(404);
            assertThat(records.body()).isEqualTo(none.body());
        }
        try (Scribe ru = new Scribe(parties.at(RU), back)) {
            ru.opens();
            assertThat(ru.brings(parties.at(FR), ru.parcels()))
                    .isEqualTo(List.of("refused this node is not in that channel"));
        }
    }
}
