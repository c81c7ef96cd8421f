package firebreak.node.serve;

import static firebreak.node.serve.Parties.FR;
import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.encoding.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home that is put back from an old copy, with the lease file outside it, and one whose lease is lost.
final class OldCopyTest {
    @TempDir
    private Path folder;

    @Test
    void a_home_put_back_speaks_at_once_in_a_successor_record_and_gets_back_what_it_lost() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU, FR)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "before the copy"));
            uk.stop();
            Path copy = folder.resolve("copy");
            copy(uk.home.folder(), copy);
            uk.start();
            String lost = uk.desk().say("line", "said in the lost stretch");
            ru.mark("acknowledge", Clerk.text(ru.arrived(lost), "reference"));
            uk.desk().climbed(lost, "acknowledged");
            uk.desk().arrived(ru.say("line", "heard in the lost stretch"));
            parties.at(FR).desk().arrived(lost);
            uk.stop();

            replace(uk.home.folder(), copy);
            Desk restored = uk.start();

            Json record = Clerk.member(restored.channel("line"), "record");
            assertThat(Clerk.number(record, "generation")).isEqualTo(1);
            assertThat(Clerk.member(record, "restored")).isEqualTo(Json.of(true));
            String spoken = restored.say("line", "said at once");
            assertThat(spoken).startsWith("line/UK/1/");
            ru.arrived(spoken);
            restored.climbed(lost, "acknowledged");
            String[] all = {"before the copy", "said in the lost stretch", "heard in the lost stretch", "said at once"};
            for (Desk desk : List.of(restored, ru, parties.at(FR).desk())) {
                Until.so("all notes", () -> desk.texts("line").size() == all.length);
                assertThat(desk.texts("line")).containsExactlyInAnyOrder(all);
                assertThat(Clerk.number(desk.status(), "evidence")).isZero();
                desk.holdsNothing();
                assertThat(forked(desk)).isZero();
                Until.so(
                        "everything is taken, and nothing more than everything",
                        () -> waiting(desk).allMatch(count -> count == 0));
            }
        }
    }

    private static LongStream waiting(Desk desk) throws IOException {
        return Clerk.list(desk.channel("line"), "members").stream()
                .mapToLong(member -> Clerk.number(member, "waiting"));
    }

    private static long forked(Desk desk) throws IOException {
        return Clerk.list(desk.channel("line"), "members").stream()
                .flatMap(member -> Clerk.list(member, "records").stream())
                .filter(record -> Clerk.member(record, "forked").equals(Json.of(true)))
                .count();
    }

    @Test
    void without_its_lease_a_node_does_not_go_on_in_the_old_record() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "with a lease"));
            uk.stop();
            Files.delete(uk.home.leaseFile(uk.home.config()));

            Desk again = uk.start();
            String spoken = again.say("line", "without it");

            assertThat(spoken).startsWith("line/UK/1/");
            ru.arrived(spoken);
            assertThat(ru.texts("line")).containsExactlyInAnyOrder("with a lease", "without it");
            assertThat(forked(ru)).isZero();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> copied(file, to.resolve(from.relativize(file))));
        }
    }

    private static void copied(Path file, Path to) {
        try {
            Files.copy(file, to);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void replace(Path home, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        copy(copy, home);
    }
}
