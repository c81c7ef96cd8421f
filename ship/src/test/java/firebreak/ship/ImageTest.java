package firebreak.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import firebreak.node.store.DurableFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive of the program as packaged, unpacked where there is no other Java, no network library and no folder in
/// which SQLite could put its own.
final class ImageTest {
    private static final Path ROOT = DurableFile.folderOf(Path.of("").toAbsolutePath());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path temp;

    private static Path unpacked = Path.of("");

    @BeforeAll
    static void unpack_the_archive() throws Exception {
        assumeTrue(
                Files.exists(ROOT.resolve("cli/target/libraries.json")),
                "the program is not packaged: run ./firebreak build, or all tests");
        Image image = Image.of(ROOT, Release.here());
        Path archive = image.pack(image.lay(Files.createDirectory(temp.resolve("made"))));
        Path to = Files.createDirectory(temp.resolve("unpacked"));
        Process tar = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", to.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        unpacked = to.resolve(image.name());
    }

    /// Nothing on the path but what the start script itself asks for.
    private static ProcessBuilder firebreak(String... arguments) throws Exception {
        Path tools = Files.createDirectories(temp.resolve("tools"));
        for (String tool : List.of("dirname", "readlink")) {
            Path script = tools.resolve(tool);
            Files.writeString(script, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        }
        List<String> command =
                new ArrayList<>(List.of(unpacked.resolve("bin/firebreak").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        builder.environment().put("FIREBREAK_JAVA_OPTS", "-Dorg.sqlite.tmpdir=/there/is/no/such/folder");
        return builder;
    }

    private static String printed(int exit, String... arguments) throws Exception {
        Process process = firebreak(arguments).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    @Test
    void the_program_starts_with_the_java_that_came_with_it() throws Exception {
        assertThat(printed(0, "--version"))
                .isEqualTo("firebreak " + Release.here().version() + " (Java " + Runtime.version() + ")\n");
    }

    @Test
    void the_program_starts_through_a_link() throws Exception {
        Path link = Files.createSymbolicLink(temp.resolve("fb"), unpacked.resolve("bin/firebreak"));
        ProcessBuilder builder = firebreak("--version").command(link.toString(), "--version");

        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("firebreak ");
    }

    @Test
    void a_node_is_made_runs_and_stops_in_good_order() throws Exception {
        Path passphrase = temp.resolve("passphrase");
        Files.writeString(passphrase, "a passphrase for an exercise alone\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
        Path home = temp.resolve("ru");
        printed(
                0,
                "init",
                "--home=" + home,
                "--party=RU",
                "--mode=exercise",
                "--address=https://127.0.0.1:7443",
                "--listen=127.0.0.1:0",
                "--api=127.0.0.1:0",
                "--metrics=127.0.0.1:0",
                "--post=RU-MOD=Minister",
                "--passphrase-file=" + passphrase);

        Process node = firebreak("serve", "--home=" + home)
                .redirectOutput(temp.resolve("serve.log").toFile())
                .start();
        try {
            assertThat(health(Home.at(home), node)).isEqualTo("{\"status\":\"up\"}");
        } finally {
            node.destroy();
            assertThat(node.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(node.exitValue()).isEqualTo(143);
        assertThat(Home.at(home).running()).isEmpty();
        assertThat(Files.readString(temp.resolve("serve.log"))).contains("the node of RU is running");
    }

    /// As soon as the node says that it runs.
    private static String health(Home home, Process node) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(temp.resolve("serve.log")).contains("is running")) {
            assertThat(node.isAlive())
                    .as(Files.readString(temp.resolve("serve.log")))
                    .isTrue();
            assertThat(System.nanoTime()).as("the node did not start in time").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        URI uri = URI.create("http://" + home.running().orElseThrow().metrics() + "/health");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void every_file_has_the_hash_that_the_archive_says() throws Exception {
        Map<String, String> sums = new TreeMap<>();
        for (String line : Files.readAllLines(unpacked.resolve("SHA256SUMS"))) {
            sums.put(line.substring(66), line.substring(0, 64));
        }
        for (Path file : Tree.files(unpacked)) {
            if (!Files.isSymbolicLink(unpacked.resolve(file)) && !file.endsWith("SHA256SUMS")) {
                assertThat(sums.remove(file.toString())).as("%s", file).isEqualTo(Sha256.of(unpacked.resolve(file)));
            }
        }
        assertThat(sums).isEmpty();
    }

    @Test
    void the_bill_of_materials_has_the_hash_and_the_version_of_every_jar() throws Exception {
        Fields bill = Fields.of("$", read("sbom.cdx.json"));
        Map<String, Fields> byHash = new TreeMap<>();
        for (Fields component : bill.list("components", Fields::of)) {
            if (component.string("type").equals("library")) {
                byHash.put(component.list("hashes", Fields::of).getFirst().string("content"), component);
            }
        }
        List<Path> jars = Tree.files(unpacked.resolve("lib")).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
        assertThat(jars).hasSizeGreaterThan(40).hasSameSizeAs(byHash.keySet());
        for (Path jar : jars) {
            Path file = unpacked.resolve("lib").resolve(jar);
            String version = Optional.ofNullable(byHash.get(Sha256.of(file)))
                    .orElseThrow()
                    .string("version");
            assertThat(ownVersion(file).orElse(version)).as("%s", jar).isIn(version, version + ".0");
        }
    }

    /// What the maker of a jar says in it.
    private static Optional<String> ownVersion(Path file) throws Exception {
        try (JarFile jar = new JarFile(file.toFile())) {
            Attributes said = jar.getManifest().getMainAttributes();
            return Optional.ofNullable(said.getValue("Bundle-Version"))
                    .or(() -> Optional.ofNullable(said.getValue(Attributes.Name.IMPLEMENTATION_VERSION)));
        }
    }

    @Test
    void the_java_that_runs_it_is_in_the_bill_of_materials() throws Exception {
        Fields java = Fields.of("$", read("sbom.cdx.json")).list("components", Fields::of).stream()
                .filter(component -> component.has("publisher"))
                .findFirst()
                .orElseThrow();

        assertThat(java.string("version")).isEqualTo(Runtime.version().toString());
    }

    @Test
    void whose_work_is_in_it_is_told_with_the_texts_of_their_licences() throws Exception {
        assertThat(Files.readString(unpacked.resolve("THIRD-PARTY.txt")))
                .contains("org.bouncycastle:bcprov-jdk18on", "The Legion of the Bouncy Castle", "David Crawshaw")
                .contains("info.picocli:picocli")
                .doesNotContain("firebreak:");
        assertThat(unpacked.resolve("runtime/legal/java.base/LICENSE")).exists();
    }

    private static Json read(String name) throws Exception {
        return Canonical.readLoose(name, Bytes.wrap(Files.readAllBytes(unpacked.resolve(name))), 1 << 20);
    }

    @Test
    void the_start_script_gives_java_the_same_options_as_the_launcher_of_the_tree() throws Exception {
        assertThat(options(ROOT.resolve("firebreak")))
                .isEqualTo(options(ROOT.resolve("ship/src/main/dist/bin/firebreak")))
                .hasSize(3);
    }

    private static List<String> options(Path script) throws Exception {
        return Files.readAllLines(script).stream()
                .filter(line -> line.contains("tuning='"))
                .map(String::strip)
                .toList();
    }
}
