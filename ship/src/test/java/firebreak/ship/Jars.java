package firebreak.ship;

import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.SequencedMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Small jars for tests.
final class Jars {
    static final Instant TIME = Instant.parse("2026-11-22T00:00:00Z");

    private Jars() {}

    /// @param entries contents by name, in this order
    static Path with(Path file, Instant time, SequencedMap<String, String> entries) throws IOException {
        Files.createDirectories(DurableFile.folderOf(file));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                ZipEntry named = new ZipEntry(entry.getKey());
                named.setLastModifiedTime(FileTime.from(time));
                jar.putNextEntry(named);
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }

    /// A jar that names others.
    static Path naming(Path file, String classPath) throws IOException {
        Files.createDirectories(DurableFile.folderOf(file));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
        return file;
    }
}
