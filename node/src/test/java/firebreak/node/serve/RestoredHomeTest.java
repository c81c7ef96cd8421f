package firebreak.node.serve;

import static firebreak.node.serve.Parties.FR;
import static firebreak.node.serve.Parties.RU;
import static firebreak.node.serve.Parties.UK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Json;
import firebreak.node.backup.Backup;
import firebreak.node.backup.BackupKind;
import firebreak.node.backup.Restoring;
import firebreak.node.home.Home;
import firebreak.seal.Identity;
import firebreak.seal.Unsealed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes whose disk is lost, lease and all, and whose home is made anew of backups that were taken while they ran.
final class RestoredHomeTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private Path folder;

    private final Identity.Hybrid vault = Identity.Hybrid.generate(RANDOM);

    private Path backup(Station station, BackupKind kind, String name) throws Exception {
        Path out = folder.resolve(name);
        Backup.write(station.home, kind, List.of(vault.recipient()), out, Instant.now(), RANDOM, (done, total) -> {});
        return out;
    }

    /// The disk is gone: the home and what lay beside it.
    static void lose(Station station) throws Exception {
        Path lease = station.home.leaseFile(station.home.config());
        station.stop();
        delete(station.home.folder());
        Files.delete(lease);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Restoring.Restored restore(Path home, Path... backups) throws Exception {
        try (Restoring restoring = Restoring.into(home)) {
            for (Path backup : backups) {
                assertThat(restoring.add(backup, List.of(vault))).isInstanceOf(Unsealed.Opened.class);
            }
            return restoring.finish();
        }
    }

    /// No passphrase is in a backup; the operator of an exercise writes its file again.
    private static void passphrase(Home home) throws Exception {
        Path file = home.passphraseFile(home.config()).orElseThrow();
        Files.writeString(file, Parties.PASSPHRASE);
    }

    @Test
    void a_lost_disk_and_an_old_backup_cost_nothing_that_another_member_holds() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU, FR)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            String before = uk.desk().say("line", "before the backup");
            ru.arrived(before);
            Path keys = backup(uk, BackupKind.KEYS, "uk-keys.age");
            Path store = backup(uk, BackupKind.STORE, "uk-store.age");
            String said = uk.desk().say("line", "said after the backup");
            ru.mark("acknowledge", Clerk.text(ru.arrived(said), "reference"));
            uk.desk().climbed(said, "acknowledged");
            String heard = ru.say("line", "heard after the backup");
            uk.desk().arrived(heard);
            ru.climbed(heard, "delivered");
            parties.at(FR).desk().arrived(said);
            lose(uk);

            Restoring.Restored made = restore(uk.home.folder(), store, keys);

            assertThat(made.leaseFound()).isFalse();
            passphrase(uk.home);
            Desk restored = uk.start();
            Json record = Clerk.member(restored.channel("line"), "record");
            Until.so("a successor is open", () -> generation(restored) == 1);
            assertThat(Clerk.member(record, "restored")).isEqualTo(Json.of(true));
            String spoken = restored.say("line", "said after the restore");
            assertThat(spoken).startsWith("line/UK/1/");
            assertThat(said).startsWith("line/UK/0/");
            ru.arrived(spoken);
            restored.climbed(said, "acknowledged");
            restored.arrived(heard);
            String[] all = {
                "before the backup", "said after the backup", "heard after the backup", "said after the restore"
            };
            for (Desk desk : List.of(restored, ru, parties.at(FR).desk())) {
                Until.so("all notes", () -> desk.texts("line").size() == all.length);
                assertThat(desk.texts("line")).containsExactlyInAnyOrder(all);
                assertThat(Clerk.number(desk.status(), "evidence")).isZero();
                desk.holdsNothing();
            }
        }
    }

    private static long generation(Desk desk) throws IOException {
        return Clerk.number(Clerk.member(desk.channel("line"), "record"), "generation");
    }

    /// The keys alone: the store is empty, and would look like that of a node which never spoke.
    @Test
    void with_the_keys_alone_everything_comes_from_the_other_members() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Desk ru = parties.at(RU).desk();
            Path keys = backup(uk, BackupKind.KEYS, "uk-keys.age");
            String said = uk.desk().say("line", "said");
            ru.arrived(said);
            String heard = ru.say("line", "heard");
            uk.desk().arrived(heard);
            ru.climbed(heard, "delivered");
            lose(uk);
            parties.at(RU).stop();

            restore(uk.home.folder(), keys);
            passphrase(uk.home);
            Desk restored = uk.start();
            assertThat(Clerk.number(Clerk.member(restored.channel("line"), "record"), "size"))
                    .as("nothing is said before anybody was asked")
                    .isZero();

            Desk back = parties.at(RU).start();
            restored.arrived(said);
            restored.arrived(heard);
            String spoken = restored.say("line", "said after the restore");
            assertThat(spoken).startsWith("line/UK/1/");
            back.arrived(spoken);
            for (Desk desk : List.of(restored, back)) {
                assertThat(desk.texts("line")).containsExactlyInAnyOrder("said", "heard", "said after the restore");
                assertThat(Clerk.number(desk.status(), "evidence")).isZero();
            }
        }
    }

    /// Its store knows nothing of what it signed, and must not look like that of a new witness.
    @Test
    void a_restored_witness_does_not_begin_anew_by_itself() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Station uk = parties.at(UK);
            Path keys = backup(uk, BackupKind.KEYS, "uk-keys.age");
            Path store = backup(uk, BackupKind.STORE, "uk-store.age");
            for (List<Path> backups : List.of(List.of(keys), List.of(store, keys))) {
                Path heads = uk.home.witnessFile(uk.home.config());
                lose(uk);
                Files.deleteIfExists(heads);
                restore(uk.home.folder(), backups.toArray(Path[]::new));
                passphrase(uk.home);
                uk.start();
                assertThat(heads).doesNotExist();
            }
        }
    }

    @Test
    void a_home_is_made_whole_or_not_at_all() throws Exception {
        try (Parties parties = Parties.found(folder, UK, RU)) {
            parties.start();
            Path keys = backup(parties.at(UK), BackupKind.KEYS, "uk-keys.age");
            Path store = backup(parties.at(UK), BackupKind.STORE, "uk-store.age");
            Path others = backup(parties.at(RU), BackupKind.KEYS, "ru-keys.age");
            Path home = folder.resolve("made");

            assertThatThrownBy(() -> restore(home, store)).hasMessageContaining("without a backup of the keys");
            assertThatThrownBy(() -> restore(home, store, others)).hasMessageContaining("are not of one home");
            assertThatThrownBy(() -> restore(home, keys, keys)).hasMessageContaining("one is enough");
            assertThatThrownBy(() -> restore(parties.at(UK).home.folder(), keys, store))
                    .hasMessageContaining("is there already");
            byte[] damaged = Files.readAllBytes(store);
            damaged[damaged.length - 1] ^= 1;
            Files.write(folder.resolve("damaged.age"), damaged);
            assertThatThrownBy(() -> restore(home, keys, folder.resolve("damaged.age")))
                    .isInstanceOf(firebreak.encoding.FormatException.class);

            assertThat(folder.resolve("made")).doesNotExist();
            assertThat(folder.resolve("made.restoring")).doesNotExist();
            assertThat(folder.resolve("made.lease")).doesNotExist();
        }
    }
}
