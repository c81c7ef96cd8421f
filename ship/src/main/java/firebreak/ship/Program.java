package firebreak.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// The program as packaged: the jar that is started and those its manifest names, in that order. A jar that lies beside
/// them and is not named, such as one left by an earlier build, is no part of it.
///
/// @param main the jar that is started
/// @param libraries what it needs, ours and those of others
record Program(Path main, List<Path> libraries) {
    Program {
        libraries = List.copyOf(libraries);
    }

    /// @param main whose manifest has a class path, each entry relative to the jar
    /// @throws IOException when one of the jars is not there
    static Program of(Path main) throws IOException {
        if (!Files.exists(main)) {
            throw new IOException(main + " is not there: build it first, with ./firebreak image");
        }
        List<Path> libraries = new ArrayList<>();
        try (JarFile jar = new JarFile(main.toFile())) {
            String named = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            for (String entry : named == null ? new String[0] : named.split(" ")) {
                Path library = main.resolveSibling(entry);
                if (!Files.exists(library)) {
                    throw new IOException(main + " names " + entry + ", which is not there");
                }
                libraries.add(library);
            }
        }
        return new Program(main, libraries);
    }

    /// All of them, the one that is started first.
    List<Path> jars() {
        List<Path> all = new ArrayList<>(List.of(main));
        all.addAll(libraries);
        return all;
    }
}
