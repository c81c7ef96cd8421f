package firebreak.encoding;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// Test vectors: the project's own under `spec/vectors`, published ones under `../shared/vectors`.
public final class Vectors {
    private static final int MAX_SIZE = 64 << 20;

    private Vectors() {}

    /// The cases of one file of `spec/vectors`.
    public static List<Json> cases(String file, String list) {
        return ((Json.Arr) object(file, list)).items();
    }

    /// One member of a file of `spec/vectors`.
    public static Json object(String file, String name) {
        @Nullable Path path = above("spec/vectors/" + file);
        if (path == null) {
            throw new AssertionError("spec/vectors/" + file + " is not in the repository");
        }
        return member(parse(file, read(path)), name);
    }

    /// A published vector; where `../shared` is absent the test is skipped, visibly.
    public static Bytes published(String name) {
        @Nullable Path path = above("shared/vectors/" + name);
        assumeTrue(path != null, "skipped: ../shared/vectors/" + name + " is not here");
        return read(path);
    }

    public static Json publishedJson(String gzipped) {
        try (InputStream in = new GZIPInputStream(
                new java.io.ByteArrayInputStream(published(gzipped).toArray()))) {
            return parse(gzipped, Bytes.wrap(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Json> list(Json object, String name) {
        return ((Json.Arr) member(object, name)).items();
    }

    public static String text(Json object, String name) {
        return ((Json.Str) member(object, name)).value();
    }

    public static Bytes hex(Json object, String name) {
        try {
            return Bytes.parseHex(name, text(object, name));
        } catch (FormatException e) {
            throw new AssertionError("bad vector", e);
        }
    }

    public static boolean has(Json object, String name) {
        return ((Json.Obj) object).members().containsKey(name);
    }

    public static Json member(Json object, String name) {
        @Nullable Json value = ((Json.Obj) object).members().get(name);
        if (value == null) {
            throw new AssertionError("a vector lacks its member " + name);
        }
        return value;
    }

    private static Json parse(String name, Bytes bytes) {
        try {
            return Canonical.readLoose(name, bytes, MAX_SIZE);
        } catch (FormatException e) {
            throw new AssertionError("bad vector file", e);
        }
    }

    private static Bytes read(Path path) {
        try {
            return Bytes.wrap(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Path above(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        return null;
    }
}
