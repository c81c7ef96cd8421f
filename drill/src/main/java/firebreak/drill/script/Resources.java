package firebreak.drill.script;

import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.YamlReader;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/// The tables shipped in this module. A missing or faulty one is a broken build, not an outcome.
final class Resources {
    private Resources() {}

    static Bytes read(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks its table " + path);
            }
            return Bytes.wrap(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Reads a table whose every fault is a bug.
    static <T> T table(String file, Bytes content, Faults faults, Function<Members, T> reader) {
        T table = YamlReader.read(file, content, faults)
                .flatMap(root -> Members.of(root, "table", faults))
                .map(reader)
                .orElse(null);
        if (table == null || !faults.isEmpty()) {
            throw new IllegalStateException("a faulty table: " + faults.list());
        }
        return table;
    }
}
