package firebreak.drill.cases;

import firebreak.drill.chronology.CaseId;
import firebreak.drill.chronology.ChronologyReader;
import firebreak.drill.chronology.Reading;
import firebreak.drill.yaml.Faults;
import firebreak.drill.yaml.Members;
import firebreak.drill.yaml.Yaml;
import firebreak.drill.yaml.YamlReader;
import firebreak.encoding.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds cases. A shipped case goes by its id, a variant by `<case>+<variant>`.
///
/// ```
/// CaseLibrary.shipped(new CaseId("brahmos-2022+accident-note"))
/// CaseLibrary.file(Path.of("exercise.yaml"))
/// ```
public final class CaseLibrary {
    private static final String FOLDER = "/firebreak/cases/";
    private static final String SUFFIX = ".yaml";
    private static final String INDEX = "index.yaml";

    private CaseLibrary() {}

    /// Every shipped case, each followed by its variants.
    public static List<CaseId> ids() throws IOException {
        Faults faults = new Faults();
        Yaml.Entries cases = YamlReader.read(INDEX, resource(INDEX), faults)
                .flatMap(root -> Members.of(root, "index", faults))
                .flatMap(index -> index.entries("cases", "a mapping of cases to their variants"))
                .orElseThrow(() -> new IllegalStateException("a faulty index: " + faults.list()));
        List<CaseId> ids = new ArrayList<>();
        cases.members().forEach((id, variants) -> {
            CaseId base = new CaseId(id);
            ids.add(base);
            names(variants).forEach(variant -> ids.add(base.variant(variant)));
        });
        return List.copyOf(ids);
    }

    /// The variants of a shipped case; of another case, none.
    public static List<CaseId> variants(CaseId of) throws IOException {
        return ids().stream()
                .filter(id -> id.base().equals(of) && !id.equals(of))
                .toList();
    }

    /// A shipped case or variant by its id; nothing where none goes by it.
    public static Optional<Reading> shipped(CaseId id) throws IOException {
        if (!ids().contains(id)) {
            return Optional.empty();
        }
        String base = id.base() + SUFFIX;
        String file = id + SUFFIX;
        return Optional.of(
                id.equals(id.base())
                        ? ChronologyReader.read(file, resource(file))
                        : ChronologyReader.readVariant(base, resource(base), file, resource(file)));
    }

    /// A case from a file. Faults name the file as given.
    ///
    /// @throws IOException when the file cannot be read
    public static Reading file(Path file) throws IOException {
        return ChronologyReader.read(file.toString(), bounded(file));
    }

    /// One byte more than the limit is enough for the reader to refuse.
    private static Bytes bounded(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Bytes.wrap(in.readNBytes(YamlReader.MAX_BYTES + 1));
        }
    }

    private static Bytes resource(String name) throws IOException {
        try (InputStream in = CaseLibrary.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("this build lacks its case " + name);
            }
            return Bytes.wrap(in.readAllBytes());
        }
    }

    private static List<String> names(Yaml variants) {
        if (!(variants instanceof Yaml.Items list)) {
            throw new IllegalStateException("the index lists variants as " + variants.described());
        }
        return list.items().stream().map(item -> ((Yaml.Scalar) item).text()).toList();
    }
}
