package firebreak.node.home;

import firebreak.charter.Registry;
import firebreak.encoding.FormatException;
import firebreak.identity.Jws;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The folder of signed charter documents, `documents/*.json`: charters, manifests and channel agreements, each one
/// JWS. People may drop files in; the node takes them in at its start and on reload.
public final class Documents {
    private static final String SUFFIX = ".json";

    private final Path folder;

    Documents(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /// One file of the folder.
    public sealed interface Item {
        Path file();
    }

    /// A signed document that is well formed; whether it is signed by those it binds is another matter.
    public record Signed(Path file, Jws jws, Registry.Document document) implements Item {}

    /// A file that is no such document.
    public record Broken(Path file, String reason) implements Item {}

    /// All files in the order of their names.
    public List<Item> read() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> isDocument(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        List<Item> items = new ArrayList<>();
        for (Path file : files) {
            items.add(item(file));
        }
        return List.copyOf(items);
    }

    private static boolean isDocument(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith(".");
    }

    private static Item item(Path file) throws IOException {
        try {
            return read(file);
        } catch (FormatException malformed) {
            return new Broken(file, malformed.reason());
        }
    }

    /// A signed document at any path.
    ///
    /// @throws IOException also when the file is larger than any document
    public static Signed read(Path file) throws IOException, FormatException {
        String name = file.getFileName().toString();
        Jws jws = Jws.parse(name, SmallFile.bytes(file, Jws.MAX_SIZE));
        return new Signed(file, jws, Registry.read(name, jws));
    }

    /// Puts a document in, under a name that tells what it is; the same document lies there once. Durable on return.
    public Path write(Jws jws) throws IOException {
        Path file = folder.resolve(fileName(jws));
        DurableFile.createFolders(folder);
        DurableFile.replace(file, jws.bytes());
        return file;
    }

    /// For example `manifest-UA-2-0f3a9c71.json`: kind, whose, version, and the beginning of the hash.
    public static String fileName(Jws jws) {
        try {
            return fileName(Registry.read("document", jws));
        } catch (FormatException malformed) {
            throw new IllegalArgumentException("no charter document: " + malformed.reason(), malformed);
        }
    }

    private static String fileName(Registry.Document document) {
        String whose = switch (document) {
            case Registry.CharterDocument charter ->
                "charter-" + charter.charter().name();
            case Registry.ManifestDocument manifest ->
                "manifest-" + manifest.manifest().party();
            case Registry.RevocationDocument revocation ->
                "revocation-" + revocation.revocation().party();
            case Registry.AgreementDocument agreement ->
                "channel-" + agreement.agreement().label();
        };
        String plain = whose.replaceAll("[^A-Za-z0-9]+", "-");
        String brief = plain.substring(0, Math.min(plain.length(), 80));
        return String.format(
                Locale.ROOT,
                "%s-%d-%s%s",
                brief,
                document.version().number(),
                document.hash().brief(),
                SUFFIX);
    }
}
