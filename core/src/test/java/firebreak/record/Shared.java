package firebreak.record;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Files beside or above the working directory, found by walking up.
final class Shared {
    private Shared() {}

    /// A published vector under `../shared/vectors`; where the folder is absent the test is skipped and says so.
    static Path vector(String name) {
        @Nullable Path found = above("shared/vectors/" + name);
        assumeTrue(found != null, "skipped: ../shared/vectors/" + name + " is not here");
        return found;
    }

    /// A file of the repository.
    static Path repository(String name) {
        @Nullable Path found = above(name);
        if (found == null) {
            throw new AssertionError(name + " is not in the repository");
        }
        return found;
    }

    private static @Nullable Path above(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return null;
    }
}
