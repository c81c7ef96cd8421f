package firebreak.node.serve;

import static firebreak.node.serve.Parties.FR;
import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.carriage.Bundle;
import firebreak.encoding.Bytes;
import firebreak.node.http.Request;
import firebreak.node.http.Response;
import firebreak.node.http.Route;
import firebreak.node.wire.MemberServer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A member says something to one of two others and answers the questions of the second as it pleases.
final class LyingOwnerTest {
    private static final String NOTE = "said to one of two";

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void an_owner_that_gives_as_many_parcels_as_wanted_but_others_keeps_nobody_from_asking_the_rest() throws Exception {
        theSecondLearns((ru, wanted) -> Collections.nCopies(wanted, ru.parcel(0).bytes()));
    }

    @Test
    void an_owner_that_gives_what_is_no_parcel_keeps_nobody_from_asking_the_rest() throws Exception {
        theSecondLearns((_, wanted) -> Collections.nCopies(wanted, Bytes.ofUtf8("no parcel")));
    }

    @Test
    void an_owner_that_gives_nothing_keeps_nobody_from_asking_the_rest() throws Exception {
        theSecondLearns((_, _) -> List.of());
    }

    /// @param lie what the owner gives, asked for so many parcels
    private void theSecondLearns(BiFunction<Scribe, Integer, List<Bytes>> lie) throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU, FR)) {
            Station uk = parties.at(UK);
            uk.start();
            try (Scribe ru = new Scribe(parties.at(RU), parties.channel("line"))) {
                ru.opens();
                ru.appends(ru.signed(ru.note(NOTE)));
                assertThat(ru.brings(uk, ru.parcels())).containsOnly("taken");
                uk.desk().arrived(NOTE);

                Route lying = Route.get("/v1/parcels", (_, request) -> given(lie.apply(ru, wanted(request))));
                try (MemberServer _ = ru.answers(lying)) {
                    Desk fr = parties.at(FR).start();

                    fr.arrived(NOTE);
                    assertThat(asked).hasPositiveValue();
                }
            }
        }
    }

    private Response given(List<Bytes> parcels) {
        asked.incrementAndGet();
        return Response.bytes(new Bundle(parcels).bytes());
    }

    private static int wanted(Request request) {
        return Integer.parseInt(request.asked("last").orElseThrow())
                - Integer.parseInt(request.asked("first").orElseThrow())
                + 1;
    }
}
