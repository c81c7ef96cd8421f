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
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home that is put back from an old copy, with the lease file outside it or together with it, and one whose lease is
/// lost, damaged, older or another's.
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

    @Test
    void a_lease_that_is_empty_cut_or_noise_is_taken_for_a_lost_one_and_kept() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "with a lease"));
            Path lease = uk.home.leaseFile(uk.home.config());
            int generation = 0;
            for (String content : List.of("", "{\"marks\":[", "\u00ff".repeat(4_096))) {
                uk.stop();
                Files.writeString(lease, content);

                String spoken = uk.start().say("line", "after damage " + ++generation);

                assertThat(spoken).startsWith("line/UK/" + generation + "/");
                assertThat(lease.resolveSibling(lease.getFileName() + ".damaged"))
                        .hasContent(content);
                ru.arrived(spoken);
            }
            assertThat(forked(ru)).isZero();
            assertThat(ru.texts("line")).hasSize(4);
        }
    }

    @Test
    void an_older_lease_beside_a_newer_home_changes_nothing() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "first"));
            Path lease = uk.home.leaseFile(uk.home.config());
            Path older = Files.copy(lease, folder.resolve("older.lease"));
            ru.arrived(uk.desk().say("line", "second"));
            uk.stop();
            Files.copy(older, lease, StandardCopyOption.REPLACE_EXISTING);

            String spoken = uk.start().say("line", "third");

            assertThat(spoken).startsWith("line/UK/0/");
            ru.arrived(spoken);
            assertThat(forked(ru)).isZero();
        }
    }

    /// Nothing at home shows that more was said: the others do.
    @Test
    void a_home_put_back_together_with_its_lease_asks_the_others_before_it_speaks() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "before the copy"));
            uk.stop();
            Path lease = uk.home.leaseFile(uk.home.config());
            Path older = Files.copy(lease, folder.resolve("older.lease"));
            copy(uk.home.folder(), folder.resolve("copy"));
            String lost = uk.start().say("line", "said in the lost stretch");
            ru.arrived(lost);
            uk.stop();
            replace(uk.home.folder(), folder.resolve("copy"));
            Files.copy(older, lease, StandardCopyOption.REPLACE_EXISTING);

            String spoken = uk.start().say("line", "said at once");

            assertThat(spoken).startsWith("line/UK/1/");
            ru.arrived(spoken);
            assertThat(forked(ru)).isZero();
            uk.desk().arrived(lost);
        }
    }

    @Test
    void with_the_lease_of_another_home_a_node_does_not_go_on_in_the_old_record() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            ru.arrived(uk.desk().say("line", "with its own lease"));
            uk.desk().arrived(ru.say("line", "an answer"));
            uk.stop();
            Files.copy(
                    parties.at(RU).home.leaseFile(parties.at(RU).home.config()),
                    uk.home.leaseFile(uk.home.config()),
                    StandardCopyOption.REPLACE_EXISTING);

            for (int start = 1; start <= 2; start++) {
                String spoken = uk.start().say("line", "with another's, start " + start);

                assertThat(spoken).startsWith("line/UK/1/");
                ru.arrived(spoken);
                uk.stop();
            }
            assertThat(ru.texts("line")).hasSize(4);
            assertThat(forked(ru)).isZero();
            assertThat(Clerk.number(ru.status(), "evidence")).isZero();
            ru.holdsNothing();
        }
    }

    static void copy(Path from, Path to) throws IOException {
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

    static void replace(Path home, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        copy(copy, home);
    }
}
