package firebreak.node.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import firebreak.encoding.Bytes;
import firebreak.encoding.Damage;
import firebreak.encoding.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TarTest {
    private static final Instant MADE = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private static byte[] archive(Tar.File... files) throws IOException {
        try (Tar tar = new Tar(List.of(files), MADE)) {
            return tar.readAllBytes();
        }
    }

    private static Tar.File file(String name, int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'x');
        return Tar.of(name, Bytes.wrap(content));
    }

    /// The files of an archive, written to in pieces of a size that fits nothing.
    private static Map<String, Bytes> files(byte[] archive) throws IOException {
        Map<String, ByteArrayOutputStream> open = new LinkedHashMap<>();
        Untar untar = new Untar((name, bytes) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            open.put(name, out);
            return out;
        });
        for (int at = 0; at < archive.length; at += 311) {
            untar.write(archive, at, Math.min(311, archive.length - at));
        }
        untar.finish();
        Map<String, Bytes> files = new LinkedHashMap<>();
        open.forEach((name, content) -> files.put(name, Bytes.wrap(content.toByteArray())));
        return files;
    }

    @Test
    void files_of_any_size_come_back_in_their_order() throws IOException {
        List<Tar.File> files = new ArrayList<>();
        for (int size : new int[] {0, 1, 511, 512, 513, 70_000}) {
            files.add(file("documents/größe-" + size + ".json", size));
        }
        Map<String, Bytes> back = files(archive(files.toArray(Tar.File[]::new)));
        assertThat(back.keySet())
                .containsExactlyElementsOf(files.stream().map(Tar.File::name).toList());
        assertThat(back.values()).extracting(Bytes::size).containsExactly(0, 1, 511, 512, 513, 70_000);
    }

    @Test
    void the_tar_of_the_system_opens_it() throws Exception {
        Path tar = Path.of("/usr/bin/tar");
        assumeThat(tar).as("there is no tar here").isExecutable();
        Files.write(folder.resolve("a.tar"), archive(file("config.json", 3), file("keys/posts/RU-MOD.age", 700)));
        Process process = new ProcessBuilder(tar.toString(), "-xf", "a.tar")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEmpty();
        assertThat(folder.resolve("config.json")).hasContent("xxx");
        assertThat(folder.resolve("keys/posts/RU-MOD.age")).hasSize(700);
    }

    @Test
    void an_archive_that_is_cut_goes_on_after_its_end_or_holds_other_things_is_refused() throws IOException {
        byte[] good = archive(file("config.json", 600));
        for (int size : new int[] {0, 1, 512, 1000, good.length - 512, good.length - 1}) {
            assertThatThrownBy(() -> files(Arrays.copyOf(good, size))).isInstanceOf(BadBackup.class);
        }
        byte[] longer = Arrays.copyOf(good, good.length + 512);
        assertThatThrownBy(() -> files(longer)).isInstanceOf(BadBackup.class);
        longer[good.length] = 1;
        assertThatThrownBy(() -> files(longer)).hasMessageContaining("nothing after the end");
        byte[] link = good.clone();
        link[Tar.TYPE_AT] = '2';
        assertThatThrownBy(() -> files(link)).hasMessageContaining("plain files");
    }

    @Test
    void a_name_has_99_bytes_at_most() throws IOException {
        assertThat(files(archive(file("n".repeat(99), 1)))).containsKey("n".repeat(99));
        assertThatThrownBy(() -> archive(file("n".repeat(100), 1))).hasMessageContaining("too long");
    }

    @Test
    void a_size_from_8_gib_on_is_written_as_gnu_tar_does() throws IOException {
        long size = 1L << 33;
        Tar.File large = new Tar.File("store.db", size, InputStream::nullInputStream);
        try (Tar tar = new Tar(List.of(large), MADE)) {
            byte[] header = tar.readNBytes(Tar.BLOCK);
            List<Long> told = new ArrayList<>();
            new Untar((name, bytes) -> {
                        told.add(bytes);
                        return OutputStream.nullOutputStream();
                    })
                    .write(header);
            assertThat(told).containsExactly(size);
            assertThatThrownBy(tar::read).hasMessageContaining("changed while it was read");
        }
    }

    @Test
    void damaged_archives() throws IOException {
        Bytes good = Bytes.wrap(archive(file("config.json", 600), file("store.db", 3)));
        Damage.bytes(good, input -> {
            List<Tar.File> again = new ArrayList<>();
            files(input.toArray()).forEach((name, content) -> again.add(Tar.of(name, content)));
            return Bytes.wrap(archive(again.toArray(Tar.File[]::new)));
        });
    }

    @Test
    void a_damaged_index() throws FormatException {
        Bytes good = new BackupIndex(
                        BackupKind.KEYS,
                        new firebreak.charter.PartyCode("RU"),
                        firebreak.charter.Mode.LIVE,
                        7,
                        MADE,
                        java.util.Optional.of(Bytes.ofUtf8("which store")),
                        List.of(new BackupIndex.Item(
                                "keys/posts/RU-MOD.age", 3, firebreak.encoding.Hash.of(Bytes.ofUtf8("xxx")))))
                .bytes();
        assertThat(BackupIndex.read(good).bytes()).isEqualTo(good);
        Damage.json(List.of(good), input -> BackupIndex.read(input).bytes());
    }

    @Test
    void a_kind_holds_what_belongs_to_it_and_nothing_of_the_other() {
        for (String name : List.of("store.db")) {
            assertThat(BackupKind.STORE.holds(name)).as(name).isTrue();
            assertThat(BackupKind.KEYS.holds(name)).as(name).isFalse();
        }
        for (String name : List.of(
                "keys/node.age", "keys/node.age.sha256", "keys/posts/RU-MOD.age", "officers.json", "public.json")) {
            assertThat(BackupKind.KEYS.holds(name)).as(name).isTrue();
            assertThat(BackupKind.STORE.holds(name)).as(name).isFalse();
        }
        for (BackupKind kind : BackupKind.values()) {
            assertThat(kind.holds("documents/a charter.json")).isTrue();
            for (String name : List.of(
                    "keys/roots/anna.age",
                    "passphrase",
                    "../ru.lease",
                    "documents/../x.json",
                    "documents/.x.json",
                    "documents/a/b.json",
                    "keys/posts/.hidden.age",
                    "run/console.token",
                    "store.db-wal",
                    "backup.json")) {
                assertThat(kind.holds(name)).as(name).isFalse();
            }
        }
    }
}
