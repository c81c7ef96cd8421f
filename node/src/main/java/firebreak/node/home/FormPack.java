package firebreak.node.home;

import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.note.Form;
import firebreak.note.Forms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Forms in a YAML file:
///
/// ```yaml
/// pack: line
/// version: 1
/// source: the founding text
/// forms:
///   - id: free-text
///     title: Free text
///     fields:
///       - {name: subject, kind: text, required: true, limit: 200}
/// ```
///
/// What is left out of a form is `version: 1`, `asks: false`, `answers: false`; of a field `required: false`,
/// `choices: []` and, but for texts and lists, `limit: 1`.
///
/// @param id of the pack; @param source where its words come from
public record FormPack(String id, int version, String source, List<Form> forms) {
    static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_FORMS = 256;
    private static final String BUILT_IN = "/firebreak/forms/line.yaml";

    public FormPack {
        forms = List.copyOf(forms);
    }

    /// The forms every node knows: eleven, from `free-text` to `accident`.
    public static FormPack builtIn() {
        try (InputStream in = Objects.requireNonNull(FormPack.class.getResourceAsStream(BUILT_IN))) {
            return read("line.yaml", Bytes.wrap(in.readAllBytes()));
        } catch (IOException | FormatException broken) {
            throw new IllegalStateException("the built-in forms cannot be read: " + broken.getMessage(), broken);
        }
    }

    /// The built-in forms and those of every `*.yaml` in a folder, which need not exist.
    static Forms forms(Path folder) throws IOException, FormatException {
        List<Form> all = new ArrayList<>(builtIn().forms());
        for (Path file : files(folder)) {
            String name = folder.getFileName() + "/" + file.getFileName();
            all.addAll(read(name, SmallFile.bytes(file, MAX_BYTES)).forms());
        }
        return Forms.of(all);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /// @param file its name, for faults
    public static FormPack read(String file, Bytes yaml) throws FormatException {
        Fields fields = Fields.of(file, Yaml.read(file, yaml, MAX_BYTES));
        FormPack pack = new FormPack(
                fields.string("pack"),
                fields.integer("version", 1, 100_000),
                fields.string("source"),
                fields.list("forms", FormPack::form));
        fields.done();
        long ids = pack.forms().stream().map(Form::id).distinct().count();
        if (pack.forms().size() > MAX_FORMS || ids != pack.forms().size()) {
            throw new FormatException(file + ".forms", "expected at most " + MAX_FORMS + " forms, each id once");
        }
        return pack;
    }

    private static Form form(String place, Json value) throws FormatException {
        Map<String, Json> members = members(place, value);
        members.putIfAbsent("version", Json.of(1));
        members.putIfAbsent("asks", Json.of(false));
        members.putIfAbsent("answers", Json.of(false));
        if (members.get("fields") instanceof Json.Arr fields) {
            members.put("fields", new Json.Arr(Fields.asList(place + ".fields", fields, FormPack::field)));
        }
        return Form.read(place, new Json.Obj(members));
    }

    private static Json field(String place, Json value) throws FormatException {
        Map<String, Json> members = members(place, value);
        members.putIfAbsent("required", Json.of(false));
        members.putIfAbsent("choices", new Json.Arr(List.of()));
        if (members.get("kind") instanceof Json.Str(String kind) && !kind.equals("text") && !kind.equals("list")) {
            members.putIfAbsent("limit", Json.of(1));
        }
        return new Json.Obj(members);
    }

    private static Map<String, Json> members(String place, Json value) throws FormatException {
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            return new LinkedHashMap<>(members);
        }
        throw new FormatException(place, "expected a mapping");
    }
}
