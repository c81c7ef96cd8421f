package firebreak.ship;

import firebreak.encoding.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bill of materials of an archive in CycloneDX 1.6: every jar with its publisher, version, licence and hash, and
/// what
/// is there besides. It bears no time and no number of its own, so that equal archives have equal bills.
///
/// Maven says whose each jar is, the jars themselves say what is shipped: one that only one side knows is refused.
///
/// @param program the part that is started
/// @param files of each part below it, in the order of [Part#all]
record Sbom(Part program, Path main, List<Path> files, Licences licences) {
    Sbom {
        files = List.copyOf(files);
    }

    /// @throws IOException when Maven and the program do not name the same jars, with all on which they differ
    static Sbom of(Part root, Program program, Licences licences) throws IOException {
        Map<String, Path> shipped = new HashMap<>();
        program.libraries().forEach(jar -> shipped.put(String.valueOf(jar.getFileName()), jar));
        List<Path> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Part part : root.all()) {
            Path file = shipped.remove(part.fileName());
            if (file == null) {
                problems.add(part.fileName() + " belongs to the program and is not shipped");
            } else {
                files.add(file);
            }
        }
        shipped.keySet().stream()
                .sorted()
                .map(name -> name + " is shipped, and Maven does not say whose it is")
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new IOException(String.join("; ", problems));
        }
        return new Sbom(root, program.main(), files, licences);
    }

    /// @param more components beyond the jars, in the form of CycloneDX
    Json document(List<Json> more) throws IOException {
        List<Json> components = new ArrayList<>();
        List<Part> parts = program.all();
        for (int i = 0; i < parts.size(); i++) {
            components.add(component("library", parts.get(i), files.get(i)));
        }
        components.addAll(more);
        List<Json> needs = new ArrayList<>(List.of(needs(program)));
        parts.stream().map(Sbom::needs).forEach(needs::add);
        return Json.object()
                .with("bomFormat", "CycloneDX")
                .with("specVersion", "1.6")
                .with("version", 1)
                .with(
                        "metadata",
                        Json.object()
                                .with("component", component("application", program, main))
                                .build())
                .with("components", new Json.Arr(components))
                .with("dependencies", new Json.Arr(needs))
                .build();
    }

    /// The member of that name that CycloneDX gives to hashes.
    static Json hashes(String sha256) {
        return new Json.Arr(List.of(
                Json.object().with("alg", "SHA-256").with("content", sha256).build()));
    }

    /// The member of that name that CycloneDX gives to licences.
    ///
    /// @param expression of SPDX
    static Json licences(String expression) {
        return new Json.Arr(List.of(Json.object().with("expression", expression).build()));
    }

    private Json component(String type, Part part, Path file) throws IOException {
        return Json.object()
                .with("type", type)
                .with("bom-ref", part.purl())
                .with("group", part.group())
                .with("name", part.name())
                .with("version", part.version())
                .with("purl", part.purl())
                .with("hashes", hashes(Sha256.of(file)))
                .with("licenses", licences(licences.of(part.group())))
                .build();
    }

    private static Json needs(Part part) {
        return Json.object()
                .with("ref", part.purl())
                .with("dependsOn", Json.list(part.parts(), below -> Json.of(below.purl())))
                .build();
    }
}
