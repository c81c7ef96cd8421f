package firebreak.node.keys;

import firebreak.identity.SecretPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The key files of a home: `keys/node.age`, `keys/posts/NAME.age`, `keys/roots/NAME.age`. Root files lie here only
/// during the ceremony; afterwards they belong offline.
public final class KeyFolder {
    private static final String SUFFIX = ".age";

    private final Path folder;
    private final WorkFactor work;

    /// @param home the node's home; need not exist before the first file is written
    /// @param work [WorkFactor#LIVE] unless the home is for exercises alone
    public KeyFolder(Path home, WorkFactor work) {
        this.folder = home.resolve("keys");
        this.work = work;
    }

    public KeyFile<NodeKeys> node() {
        return new KeyFile<>(folder.resolve("node" + SUFFIX), new NodeKeys.Codec(), work);
    }

    public KeyFile<PostSecrets> post(KeyName post) {
        return new KeyFile<>(postFolder().resolve(post + SUFFIX), new PostSecrets.Codec(), work);
    }

    public KeyFile<SecretPair> root(KeyName holder) {
        return new KeyFile<>(rootFolder().resolve(holder + SUFFIX), new Pairs(), work);
    }

    /// A root holder's file that was taken offline, wherever it lies now.
    public KeyFile<SecretPair> rootAt(Path file) {
        return new KeyFile<>(file, new Pairs(), work);
    }

    /// The posts with a key file here, in the order of their names.
    public List<KeyName> posts() throws IOException {
        return names(postFolder());
    }

    /// The root holders with a key file here, in the order of their names.
    public List<KeyName> roots() throws IOException {
        return names(rootFolder());
    }

    private Path postFolder() {
        return folder.resolve("posts");
    }

    private Path rootFolder() {
        return folder.resolve("roots");
    }

    private static List<KeyName> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(KeyName::isValid)
                    .map(KeyName::new)
                    .sorted()
                    .toList();
        }
    }
}
