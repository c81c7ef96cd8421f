package firebreak.verifier.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The vectors under spec/vectors, which both implementations run.
public final class Vectors {
    private Vectors() {}

    /// One case of a list of vectors.
    public record Case(Map<String, Json> members) {
        public boolean has(String name) {
            return members.containsKey(name);
        }

        public Json get(String name) {
            return Objects.requireNonNull(members.get(name), name);
        }

        public String text(String name) {
            return ((Json.Str) get(name)).value();
        }

        public long number(String name) {
            return (long) ((Json.Num) get(name)).value();
        }

        public List<String> texts(String name) {
            return ((Json.Arr) get(name))
                    .items().stream().map(item -> ((Json.Str) item).value()).toList();
        }

        public Bytes bytes(String name) {
            return Bytes.ofText(text(name));
        }

        @Override
        public String toString() {
            return text("id");
        }
    }

    public static List<Case> cases(String file, String list) {
        try {
            Json all = JsonReader.read(file, Files.readString(spec().resolve("vectors/" + file + ".json")));
            return ((Json.Arr) Objects.requireNonNull(((Json.Obj) all).members().get(list)))
                    .items().stream()
                            .map(item -> new Case(((Json.Obj) item).members()))
                            .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (Malformed malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static Path spec() {
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            if (Files.exists(above.resolve("spec/vectors"))) {
                return above.resolve("spec");
            }
        }
        throw new AssertionError("no spec/vectors above the working folder");
    }
}
