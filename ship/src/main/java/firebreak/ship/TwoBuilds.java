package firebreak.ship;

import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Two builds of the same sources in different folders, compared in all that comes out of them: every jar that the
/// second made, whose the libraries are, and the archive that is made of each, with its bill of materials.
///
/// @param one a tree as it was built
/// @param other built from nothing; whatever lies in the first besides, such as jars of tests, does not count
record TwoBuilds(Path one, Path other) {
    /// What came of it.
    ///
    /// @param jars how many of ours were compared
    /// @param archive its hash, when there is no difference
    record Verdict(int jars, String archive, List<String> differences) {}

    /// @param space a folder for both archives; its content is the caller's to remove
    Verdict compare(Path space, Release release) throws IOException, FormatException {
        Differences differences = new Differences();
        List<Path> jars = jars();
        for (Path jar : jars) {
            differences.either(jar.toString(), one.resolve(jar), other.resolve(jar));
        }
        String whose = "cli/target/libraries.json";
        differences.either(whose, one.resolve(whose), other.resolve(whose));
        if (!differences.found().isEmpty()) {
            return new Verdict(jars.size(), "", differences.found());
        }
        Image first = Image.of(one, release);
        Image second = Image.of(other, release);
        Path laid = first.lay(Files.createDirectories(space.resolve("first")));
        Path laidAgain = second.lay(Files.createDirectories(space.resolve("second")));
        differences.folders(first.name(), laid, laidAgain);
        Path archive = first.pack(laid);
        differences.either(first.name() + ".tar.gz", archive, second.pack(laidAgain));
        return new Verdict(jars.size(), Sha256.of(archive), differences.found());
    }

    private List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> modules = Files.list(other)) {
            for (Path target : modules.map(module -> module.resolve("target"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList()) {
                try (Stream<Path> made = Files.list(target)) {
                    made.filter(file -> file.toString().endsWith(".jar"))
                            .sorted()
                            .map(other::relativize)
                            .forEach(jars::add);
                }
            }
        }
        if (jars.isEmpty()) {
            throw new IOException("nothing is built in " + other);
        }
        return jars;
    }
}
