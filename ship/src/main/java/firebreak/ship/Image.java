package firebreak.ship;

import static firebreak.node.store.DurableFile.folderOf;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.home.ReadableJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/// What a node is run from, as one folder that needs nothing else of the machine it is put on:
///
/// ```
/// bin/firebreak       starts firebreak.jar            lib/           its libraries, as published by their makers
/// runtime/            its Java                        lib/native/    SQLite's own, taken out of its jar, so that a
/// node
/// systemd/            the service unit                               runs where nothing in /tmp may be run
/// sbom.cdx.json       what is in here                 docs/, spec/   the pages of this version
/// THIRD-PARTY.txt     whose work, which licence       SHA256SUMS     of every file
/// ```
final class Image {
    /// Pages and folders of the tree that go along.
    private static final List<String> PAGES =
            List.of("CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "docs", "spec");

    private static final String OWN_GROUP = "firebreak";
    private static final String SQLITE = "sqlite-jdbc-";

    private final Path root;
    private final Program program;
    private final Part parts;
    private final Licences licences;
    private final Release release;

    private Image(Path root, Program program, Part parts, Licences licences, Release release) {
        this.root = root;
        this.program = program;
        this.parts = parts;
        this.licences = licences;
        this.release = release;
    }

    /// @param root of a tree whose program is packaged
    static Image of(Path root, Release release) throws IOException, FormatException {
        return new Image(
                root,
                Program.of(root.resolve("cli/target/firebreak.jar")),
                Part.read(root.resolve("cli/target/libraries.json")),
                Licences.readUp(),
                release);
    }

    /// The name of the folder and, with its ending, of the archive.
    String name() {
        return release.name();
    }

    /// @param to where the folder is made anew
    /// @return the folder
    /// @throws IOException also when Maven and the program do not name the same jars
    Path lay(Path to) throws IOException {
        Sbom sbom = Sbom.of(parts, program, licences);
        Path folder = to.resolve(name());
        Tree.remove(folder);
        Files.createDirectories(folder.resolve("lib/native"));
        Program laid = layJars(folder);
        Path sqlite = layNative(folder.resolve("lib/native"));
        Tree.copy(root.resolve("ship/src/main/dist"), folder);
        for (String page : PAGES) {
            Tree.copy(root.resolve(page), folder.resolve(page));
        }
        JavaRuntime java = JavaRuntime.neededBy(laid);
        java.link(folder.resolve("runtime"));
        write(folder.resolve("sbom.cdx.json"), ReadableJson.write(bill(sbom, java, sqlite)));
        write(folder.resolve("THIRD-PARTY.txt"), Bytes.ofUtf8(ThirdParty.page(parts, program, licences, OWN_GROUP)));
        write(folder.resolve("SHA256SUMS"), Bytes.ofUtf8(sums(folder)));
        return folder;
    }

    /// @param folder as laid
    /// @return the archive, beside the folder; beside it a file for `sha256sum -c`
    Path pack(Path folder) throws IOException {
        Path archive = folder.resolveSibling(name() + ".tar.gz");
        Archive.pack(folder, archive, release.time());
        String name = String.valueOf(archive.getFileName());
        Files.writeString(archive.resolveSibling(name + ".sha256"), Sha256.line(Sha256.of(archive), name));
        return archive;
    }

    /// The jars find each other as they did where they were built: the one that is started names `lib/…`.
    private Program layJars(Path folder) throws IOException {
        Path built = folderOf(program.main());
        for (Path jar : program.jars()) {
            Files.copy(jar, folder.resolve(built.relativize(jar).toString()));
        }
        return Program.of(folder.resolve(built.relativize(program.main()).toString()));
    }

    private Path layNative(Path to) throws IOException {
        Path jar = program.libraries().stream()
                .filter(library -> String.valueOf(library.getFileName()).startsWith(SQLITE))
                .findFirst()
                .orElseThrow(() -> new IOException("the program has no " + SQLITE + "*.jar"));
        String name = LibraryLoaderUtil.getNativeLibName();
        String path = "org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
        try (ZipFile in = new ZipFile(jar.toFile())) {
            ZipEntry entry = in.getEntry(path);
            if (entry == null) {
                throw new IOException(jar + " has no library for this machine: " + path);
            }
            try (InputStream library = in.getInputStream(entry)) {
                Files.copy(library, to.resolve(name));
            }
        }
        return to.resolve(name);
    }

    private static Json bill(Sbom sbom, JavaRuntime java, Path sqlite) throws IOException {
        Json file = Json.object()
                .with("type", "file")
                .with("bom-ref", "sqlite-native")
                .with("name", "lib/native/" + sqlite.getFileName())
                .with("description", "SQLite's library for this machine, taken out of the jar of sqlite-jdbc")
                .with("hashes", Sbom.hashes(Sha256.of(sqlite)))
                .build();
        return sbom.document(List.of(java.component(), file));
    }

    private static String sums(Path folder) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : Tree.files(folder)) {
            if (Files.isRegularFile(folder.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
                sums.append(Sha256.line(Sha256.of(folder.resolve(file)), file.toString()));
            }
        }
        return sums.toString();
    }

    private static void write(Path file, Bytes content) throws IOException {
        Files.writeString(file, new String(content.toArray(), StandardCharsets.UTF_8));
    }
}
