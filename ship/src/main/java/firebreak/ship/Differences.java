package firebreak.ship;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Where two builds differ: which file, and in a jar which entry.
final class Differences {
    private final List<String> found = new ArrayList<>();

    /// None means that the builds are equal, byte for byte.
    List<String> found() {
        return List.copyOf(found);
    }

    /// Everything below two folders, empty folders too: names, kinds, modes and contents.
    ///
    /// @param name of the folder, for people
    void folders(String name, Path one, Path other) throws IOException {
        TreeSet<Path> all = new TreeSet<>();
        Tree.everything(one).forEach(path -> all.add(one.relativize(path)));
        Tree.everything(other).forEach(path -> all.add(other.relativize(path)));
        for (Path file : all) {
            either(name + "/" + file, one.resolve(file), other.resolve(file));
        }
    }

    /// Two files that may be absent, folders or links.
    void either(String name, Path one, Path other) throws IOException {
        boolean here = Files.exists(one, LinkOption.NOFOLLOW_LINKS);
        boolean there = Files.exists(other, LinkOption.NOFOLLOW_LINKS);
        if (!here && !there) {
            found.add(name + " is in neither");
        } else if (!here || !there) {
            found.add(name + " is only in the " + (here ? "first" : "second"));
        } else if (Files.isSymbolicLink(one) || Files.isSymbolicLink(other)) {
            links(name, one, other);
        } else if (Files.isDirectory(one) != Files.isDirectory(other)) {
            found.add(name + " is a folder in one of them only");
        } else if (!Files.isDirectory(one)) {
            if (isProgram(one) != isProgram(other)) {
                found.add(name + " may be run in one of them only");
            }
            files(name, one, other);
        }
    }

    private void files(String name, Path one, Path other) throws IOException {
        long at = Files.mismatch(one, other);
        if (at < 0) {
            return;
        }
        if (!name.endsWith(".jar")) {
            found.add(name + " differs from byte " + at);
            return;
        }
        int before = found.size();
        try (ZipFile first = new ZipFile(one.toFile());
                ZipFile second = new ZipFile(other.toFile())) {
            entries(name, first, second);
        }
        if (found.size() == before) {
            found.add(name + " has equal entries and differs from byte " + at
                    + ": in their modes, as under another umask, or in how they were packed");
        }
    }

    private void entries(String name, ZipFile one, ZipFile other) throws IOException {
        Map<String, ZipEntry> first = entries(one);
        Map<String, ZipEntry> second = entries(other);
        for (ZipEntry entry : first.values()) {
            ZipEntry twin = second.get(entry.getName());
            if (twin == null) {
                found.add(name + ": " + entry.getName() + " is only in the first");
            } else if (!content(one, entry).equals(content(other, twin))) {
                found.add(name + ": " + entry.getName() + " differs");
            } else if (entry.getTime() != twin.getTime()) {
                found.add(name + ": " + entry.getName() + " bears another time");
            }
        }
        second.keySet().stream()
                .filter(entry -> !first.containsKey(entry))
                .map(entry -> name + ": " + entry + " is only in the second")
                .forEach(found::add);
        if (first.keySet().equals(second.keySet())
                && !List.copyOf(first.keySet()).equals(List.copyOf(second.keySet()))) {
            found.add(name + " has its entries in another order");
        }
    }

    private static Map<String, ZipEntry> entries(ZipFile jar) {
        Map<String, ZipEntry> entries = new LinkedHashMap<>();
        jar.stream().forEach(entry -> entries.put(entry.getName(), entry));
        return entries;
    }

    private static String content(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return Sha256.of(in);
        }
    }

    private void links(String name, Path one, Path other) throws IOException {
        boolean same = Files.isSymbolicLink(one)
                && Files.isSymbolicLink(other)
                && Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
        if (!same) {
            found.add(name + " is a link in one of them, or leads elsewhere");
        }
    }

    private static boolean isProgram(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    }
}
