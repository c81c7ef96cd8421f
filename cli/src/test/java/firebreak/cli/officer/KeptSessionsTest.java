package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.cli.console.Refusal;
import firebreak.node.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptSessionsTest {
    private static final Instant UNTIL = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void who_signed_in_last_acts_unless_another_is_named() throws Exception {
        KeptSessions kept = kept("ru");
        kept.keep(session("orlova"));
        kept.keep(session("ivanov"));
        assertThat(kept.acting(Optional.empty(), "sign-in").officer()).isEqualTo("ivanov");
        assertThat(kept.acting(Optional.of("orlova"), "sign-in").officer()).isEqualTo("orlova");
        kept.keep(session("orlova"));
        assertThat(kept.all()).extracting(Session::officer).containsExactly("ivanov", "orlova");
    }

    @Test
    void nobody_signed_in_is_told_how_to() throws Exception {
        assertThatThrownBy(() -> kept("ru").acting(Optional.empty(), "firebreak sign-in --officer NAME"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("nobody is signed in")
                .hasMessageContaining("firebreak sign-in --officer NAME");
    }

    @Test
    void each_home_has_its_own() throws Exception {
        kept("ru").keep(session("ivanov"));
        assertThat(kept("uk").all()).isEmpty();
        assertThat(kept("ru").all()).hasSize(1);
    }

    @Test
    void the_file_is_its_owners_alone_and_goes_with_the_last_session() throws Exception {
        KeptSessions kept = kept("ru");
        kept.keep(session("ivanov"));
        Path file = onlyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(kept::all).isInstanceOf(Refusal.class).hasMessageContaining("chmod");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        kept.drop("ivanov");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_token_has_no_text() {
        assertThat(session("ivanov").toString()).contains("ivanov").doesNotContain("token-of");
        assertThat(session("ivanov").shown().toString()).doesNotContain("token-of");
    }

    private KeptSessions kept(String home) {
        return new KeptSessions(Ran.user(folder.resolve("state")), Home.at(folder.resolve(home)));
    }

    private Path onlyFile() throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static Session session(String officer) {
        return new Session(officer, "token-of-" + officer, List.of("draft"), List.of("RU-MOD"), UNTIL);
    }
}
