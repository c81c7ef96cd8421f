package firebreak.ship;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The page that says whose work is in the archive and under which licence, with every text of a licence or notice that
/// the jars themselves carry, each once.
final class ThirdParty {
    private static final Pattern TEXT =
            Pattern.compile("META-INF/(.*/)?(LICENSE|LICENCE|NOTICE|COPYING)(\\.[A-Za-z]+)?");
    private static final String RULE = "-".repeat(78) + "\n";

    private ThirdParty() {}

    /// @param own the group whose parts are not others' work
    static String page(Part root, Program program, Licences licences, String own) throws IOException {
        StringBuilder out = new StringBuilder();
        out.append(
                        "Firebreak is under the Apache License 2.0 (LICENSE). With it come these works of others; the Java in\n")
                .append("runtime/ has its licences in runtime/legal.\n\n");
        for (Part part : root.all().stream()
                .filter(part -> !part.group().equals(own))
                .sorted(Comparator.comparing(Part::group).thenComparing(Part::name))
                .toList()) {
            out.append(part.group() + ":" + part.name() + " " + part.version() + "\n    ")
                    .append(licences.of(part.group()))
                    .append('\n');
        }
        texts(program)
                .forEach((text, jars) -> out.append('\n')
                        .append(RULE)
                        .append("From ")
                        .append(String.join(", ", jars))
                        .append(":\n\n")
                        .append(text.strip())
                        .append('\n'));
        return out.toString();
    }

    /// Each text with the names of the jars that carry it.
    private static Map<String, List<String>> texts(Program program) throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<String, Path> byName = new TreeMap<>();
        program.libraries().forEach(library -> byName.put(String.valueOf(library.getFileName()), library));
        for (Map.Entry<String, Path> library : byName.entrySet()) {
            try (JarFile jar = new JarFile(library.getValue().toFile())) {
                for (JarEntry entry : jar.stream()
                        .filter(one -> TEXT.matcher(one.getName()).matches())
                        .sorted(Comparator.comparing(JarEntry::getName))
                        .toList()) {
                    found.computeIfAbsent(text(jar, entry), _ -> new ArrayList<>())
                            .add(library.getKey());
                }
            }
        }
        return found;
    }

    private static String text(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
