package firebreak.node.serve;

import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;

import firebreak.node.backup.Backup;
import firebreak.node.backup.BackupKind;
import firebreak.node.backup.Restoring;
import firebreak.node.home.Home;
import firebreak.node.store.Lease;
import firebreak.seal.Identity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two sites with one party's keys, each node a process of its own: the first is killed or cut off, the second
/// takes over from backups, and the first comes back.
final class TakeoverTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private Path secondFolder = Path.of("");

    @BeforeEach
    void another_machine() throws Exception {
        secondFolder = Files.createDirectories(folder.resolve("second-machine"));
    }

    /// The second site: a home of backups taken from the first just now, at the same address.
    private Station second(Station first, BackupKind... kinds) throws Exception {
        try (Identity.Hybrid vault = Identity.Hybrid.generate(RANDOM);
                Restoring restoring = Restoring.into(secondFolder.resolve("UK"))) {
            for (BackupKind kind : kinds) {
                Path out = folder.resolve(kind.word() + ".age");
                Backup.write(
                        first.home, kind, List.of(vault.recipient()), out, Instant.now(), RANDOM, (done, total) -> {});
                restoring.add(out, List.of(vault));
            }
            Home home = restoring.finish().home();
            Files.writeString(home.passphraseFile(home.config()).orElseThrow(), Parties.PASSPHRASE);
            return new Station(first.party, first.post, home, first.cable);
        }
    }

    private NodeProcess start(Station station, String name) throws Exception {
        return NodeProcess.start(station, folder.resolve(name + ".log"));
    }

    @Test
    void the_first_site_that_comes_back_stops_and_says_why_and_the_second_goes_on() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).start();
            Station second;
            try (NodeProcess first = start(uk, "first")) {
                ru.arrived(first.open(uk).say("line", "before the backup"));
                second = second(uk, BackupKind.STORE, BackupKind.KEYS);
                ru.arrived(first.open(uk).say("line", "after the backup"));
                first.kill();
            }
            try (NodeProcess goesOn = start(second, "second")) {
                Desk desk = goesOn.open(second);
                String spoken = desk.say("line", "from the second site");
                assertThat(spoken).startsWith("line/UK/1/");
                ru.arrived(spoken);

                try (NodeProcess back = start(uk, "back")) {
                    back.open(uk);
                    assertThat(back.await()).as(back.log()).isZero();
                    assertThat(back.log()).contains("it was taken over", "continued the record of this home");
                }
                second.cable.plug(second.home.running().orElseThrow().listen().port());
                ru.arrived(desk.say("line", "and once more"));
                desk.arrived(ru.say("line", "heard"));
                String[] all = {
                    "before the backup", "after the backup", "from the second site", "and once more", "heard"
                };
                for (Desk at : List.of(desk, ru)) {
                    Until.so("all notes", () -> at.texts("line").size() == all.length);
                    assertThat(at.texts("line")).containsExactlyInAnyOrder(all);
                    assertThat(Clerk.number(at.status(), "evidence")).isZero();
                    at.holdsNothing();
                }
            }
        }
    }

    /// With nothing but the keys; the first site was cut off, not stopped, and its officers went on. What they said
    /// stays binding.
    @Test
    void a_first_site_that_was_cut_off_is_heard_out_and_stops() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Station there = parties.at(RU);
            Desk ru = there.start();
            try (NodeProcess first = start(uk, "first")) {
                Desk desk = first.open(uk);
                ru.arrived(desk.say("line", "before"));
                Station second = second(uk, BackupKind.KEYS);
                first.signal("STOP");
                try (NodeProcess goesOn = start(second, "second")) {
                    Desk other = goesOn.open(second);
                    other.arrived("line/UK/0/1");
                    ru.arrived(other.say("line", "from the second site"));

                    there.cable.cut();
                    first.signal("CONT");
                    String alone = desk.say("line", "said while cut off");
                    there.cable.plug(there.serving().node().port());

                    ru.arrived(alone);
                    assertThat(first.await()).as(first.log()).isZero();
                    assertThat(first.log()).contains("it was taken over");
                    other.arrived(alone);
                    assertThat(Clerk.number(ru.status(), "evidence")).isZero();
                }
            }
        }
    }

    @Test
    void a_home_that_was_taken_over_goes_on_when_a_person_has_decided_so() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).start();
            Station second;
            try (NodeProcess first = start(uk, "first")) {
                ru.arrived(first.open(uk).say("line", "before"));
                second = second(uk, BackupKind.STORE, BackupKind.KEYS);
            }
            try (NodeProcess goesOn = start(second, "second")) {
                ru.arrived(goesOn.open(second).say("line", "from the second site"));
            }
            try (Lease lease = Lease.open(uk.home.leaseFile(uk.home.config()))) {
                lease.forget();
            }
            try (NodeProcess back = start(uk, "back")) {
                Desk desk = back.open(uk);
                desk.arrived("line/UK/1/1");
                String spoken = desk.say("line", "from the first again");
                assertThat(spoken).startsWith("line/UK/2/");
                ru.arrived(spoken);
                assertThat(Clerk.number(ru.status(), "evidence")).isZero();
            }
        }
    }
}
