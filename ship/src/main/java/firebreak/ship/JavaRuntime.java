package firebreak.ship;

import firebreak.encoding.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.spi.ToolProvider;

/// A Java with the modules that the program needs and no others, made of the JDK this runs on.
///
/// No archive of loaded classes goes into it: it would save 0.07 s for each start, and its bytes depend on the machine
/// that makes it.
///
/// @param modules those named to jlink; it adds what they require
record JavaRuntime(List<String> modules) {
    JavaRuntime {
        modules = List.copyOf(modules);
    }

    /// What the class files of all jars refer to. References into libraries that are not there, which a library makes
    /// for the case that they are, do not count.
    static JavaRuntime neededBy(Program program) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--multi-release",
                Integer.toString(Runtime.version().feature()),
                "--ignore-missing-deps",
                "--print-module-deps"));
        program.jars().forEach(jar -> arguments.add(jar.toString()));
        String last = run("jdeps", arguments).lines().reduce("", (_, line) -> line);
        List<String> modules = Arrays.stream(last.split(",")).sorted().toList();
        if (!modules.contains("java.base")) {
            throw new IOException("jdeps names no modules but says: " + last);
        }
        return new JavaRuntime(modules);
    }

    /// @param folder must not be there yet
    void link(Path folder) throws IOException {
        run(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", modules),
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        folder.toString()));
        Path notice = jdk().resolve("NOTICE");
        if (Files.exists(notice)) {
            Files.copy(notice, folder.resolve("NOTICE"));
        }
    }

    /// Its entry in a bill of materials.
    Json component() throws IOException {
        Properties release = release();
        String version = said(release, "JAVA_RUNTIME_VERSION");
        return Json.object()
                .with("type", "platform")
                .with("bom-ref", "java-runtime")
                .with("name", "OpenJDK")
                .with("publisher", said(release, "IMPLEMENTOR"))
                .with("version", version)
                .with("description", "The Java in runtime/, linked from " + said(release, "IMPLEMENTOR_VERSION"))
                .with("licenses", Sbom.licences("GPL-2.0-only WITH Classpath-exception-2.0"))
                .with(
                        "properties",
                        new Json.Arr(List.of(
                                property("firebreak:java:modules", String.join(" ", modules)),
                                property("firebreak:java:source", said(release, "SOURCE")))))
                .build();
    }

    private static Json property(String name, String value) {
        return Json.object().with("name", name).with("value", value).build();
    }

    private static Properties release() throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(jdk().resolve("release"))) {
            release.load(in);
        }
        return release;
    }

    private static String said(Properties release, String name) {
        return release.getProperty(name, "unknown").replace("\"", "");
    }

    private static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }

    private static String run(String tool, List<String> arguments) throws IOException {
        ToolProvider provider = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IOException("this Java has no " + tool + ": it takes a JDK"));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            if (provider.run(out, out, arguments.toArray(String[]::new)) != 0) {
                throw new IOException(tool + " failed: "
                        + said.toString(StandardCharsets.UTF_8).strip());
            }
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
