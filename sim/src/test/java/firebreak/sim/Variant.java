package firebreak.sim;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The software with one thing broken: a small file of edits, compiled over the real classes and loaded beside
/// them. Production code knows nothing of it.
final class Variant {
    private final String name;
    private final Path classes;

    /// One exact text in one source file, and what stands there instead.
    private record Edit(String file, String find, String replace) {
        static Edit read(String place, Json json) throws FormatException {
            Fields fields = Fields.of(place, json);
            Edit edit = new Edit(fields.string("file"), fields.string("find"), fields.string("replace"));
            fields.done();
            return edit;
        }
    }

    private Variant(String name, Path classes) {
        this.name = name;
        this.classes = classes;
    }

    /// @param classes an empty folder to compile into
    static Variant compile(String name, Path classes) {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : edits(name)) {
            String before = sources.computeIfAbsent(edit.file(), file -> text(root().resolve(file)));
            int at = before.indexOf(edit.find());
            if (at < 0 || before.indexOf(edit.find(), at + 1) >= 0) {
                throw new IllegalStateException("variant " + name + ": the text to break stands not exactly once in "
                        + edit.file() + ": " + edit.find());
            }
            sources.put(edit.file(), before.replace(edit.find(), edit.replace()));
        }
        compile(name, sources, classes);
        return new Variant(name, classes);
    }

    private static List<Edit> edits(String name) {
        try {
            Path file = root().resolve("sim/src/test/resources/variants/" + name + ".json");
            Fields fields =
                    Fields.of(name, Canonical.read(name, Bytes.ofUtf8(text(file).strip()), 1 << 20));
            List<Edit> edits = fields.list("edits", Edit::read);
            fields.done();
            return edits;
        } catch (FormatException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static void compile(String name, Map<String, String> sources, Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(null, files, null, options, null, units).call()) {
                throw new IllegalStateException("variant " + name + " does not compile");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("string:///" + file.substring(file.indexOf("firebreak/"))), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /// The invariant that a seed breaks with this variant; empty when none.
    String broken(long seed) {
        try (Loader loader = new Loader(urls())) {
            return (String) loader.loadClass(Outcome.class.getName())
                    .getMethod("broken", long.class)
                    .invoke(null, seed);
        } catch (IOException | ReflectiveOperationException failed) {
            throw new IllegalStateException("variant " + name + " cannot run", failed);
        }
    }

    private URL[] urls() throws MalformedURLException {
        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    /// Own classes before the parent's, for this project's packages alone.
    private static final class Loader extends URLClassLoader {
        Loader(URL[] urls) {
            super(urls, Loader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String className, boolean resolve) throws ClassNotFoundException {
            if (!className.startsWith("firebreak.")) {
                return super.loadClass(className, resolve);
            }
            synchronized (getClassLoadingLock(className)) {
                Class<?> loaded = findLoadedClass(className);
                return loaded != null ? loaded : findClass(className);
            }
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "the root of the source tree");
        }
        return folder;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
