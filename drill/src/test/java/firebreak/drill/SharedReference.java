package firebreak.drill;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The four reference chronologies in `../shared`, beside the repository; a test that needs them is skipped,
/// visibly, where they are not.
public final class SharedReference {
    public static final List<String> CASES =
            List.of("black-brant-1995", "brahmos-2022", "cuba-1962", "dirty-bomb-2022");

    private SharedReference() {}

    public static Bytes chronology(String name) {
        Optional<Path> folder = folder();
        assumeTrue(folder.isPresent(), "skipped: no ../shared/reference/chronologies beside this repository");
        try {
            return Bytes.wrap(Files.readAllBytes(folder.get().resolve(name + ".yaml")));
        } catch (IOException unreadable) {
            throw new AssertionError("the reference chronology " + name + " cannot be read", unreadable);
        }
    }

    private static Optional<Path> folder() {
        return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared/reference/chronologies"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
