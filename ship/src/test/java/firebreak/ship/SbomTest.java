package firebreak.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bill of materials names what is shipped, all of it and nothing else.
final class SbomTest {
    private static final Licences LICENCES = new Licences(Map.of("firebreak", "Apache-2.0", "org.other", "MIT"));
    private static final Part BELOW = new Part("org.other.deep", "below", "2.0", List.of());
    private static final Part LIBRARY = new Part("org.other", "library", "1.0", List.of(BELOW));
    private static final Part ROOT = new Part("firebreak", "firebreak-cli", "0.1.0", List.of(LIBRARY));

    @TempDir
    private Path folder;

    @BeforeEach
    void jars() throws Exception {
        Jars.naming(folder.resolve("firebreak.jar"), "lib/library-1.0.jar lib/below-2.0.jar");
        Jars.naming(folder.resolve("lib/library-1.0.jar"), "");
        Files.writeString(folder.resolve("lib/below-2.0.jar"), "abc");
        Files.writeString(folder.resolve("lib/left-by-an-earlier-build-9.jar"), "");
    }

    private Program program() throws IOException {
        return Program.of(folder.resolve("firebreak.jar"));
    }

    @Test
    void every_jar_that_is_started_or_named_has_its_version_licence_and_hash() throws Exception {
        var document = Sbom.of(ROOT, program(), LICENCES).document(List.of());

        Fields below = Fields.of("$", document).list("components", Fields::of).getLast();
        assertThat(below.string("purl")).isEqualTo("pkg:maven/org.other.deep/below@2.0");
        assertThat(below.list("hashes", Fields::of).getFirst().string("content"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4, of abc
        assertThat(below.list("licenses", Fields::of).getFirst().string("expression"))
                .isEqualTo("MIT");
        Fields main = Fields.of("$", document).required("metadata", Fields::of).required("component", Fields::of);
        assertThat(main.list("hashes", Fields::of).getFirst().string("content"))
                .isEqualTo(Sha256.of(folder.resolve("firebreak.jar")));
    }

    @Test
    void who_needs_what_is_told() throws Exception {
        var document = Sbom.of(ROOT, program(), LICENCES).document(List.of());

        List<Fields> needs = Fields.of("$", document).list("dependencies", Fields::of);
        assertThat(needs.get(0).strings("dependsOn")).containsExactly("pkg:maven/org.other/library@1.0");
        assertThat(needs.get(1).strings("dependsOn")).containsExactly("pkg:maven/org.other.deep/below@2.0");
        assertThat(needs.get(2).strings("dependsOn")).isEmpty();
    }

    @Test
    void a_jar_that_lies_beside_the_others_and_is_not_named_is_not_shipped() throws Exception {
        assertThat(program().jars())
                .extracting(jar -> jar.getFileName().toString())
                .containsExactly("firebreak.jar", "library-1.0.jar", "below-2.0.jar");
    }

    @Test
    void a_jar_that_is_named_and_not_there_is_refused() throws Exception {
        Files.delete(folder.resolve("lib/below-2.0.jar"));

        assertThatThrownBy(this::program)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("names lib/below-2.0.jar, which is not there");
    }

    @Test
    void a_jar_of_another_version_than_maven_resolved_is_refused_from_both_sides() {
        Part newer = new Part(
                "firebreak",
                "firebreak-cli",
                "0.1.0",
                List.of(LIBRARY, new Part("org.other.deep", "below", "2.1", List.of())));

        assertThatThrownBy(() -> Sbom.of(
                        new Part(
                                "firebreak",
                                "firebreak-cli",
                                "0.1.0",
                                List.of(newer.parts().getLast())),
                        program(),
                        LICENCES))
                .isInstanceOf(IOException.class)
                .hasMessage("below-2.1.jar belongs to the program and is not shipped;"
                        + " below-2.0.jar is shipped, and Maven does not say whose it is;"
                        + " library-1.0.jar is shipped, and Maven does not say whose it is");
    }

    @Test
    void a_licence_that_nobody_has_read_up_is_refused() throws Exception {
        Sbom sbom = Sbom.of(ROOT, program(), new Licences(Map.of("firebreak", "Apache-2.0")));

        assertThatThrownBy(() -> sbom.document(List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody has read up the licence of org.other");
    }

    @Test
    void a_group_counts_for_those_below_it_and_not_for_those_beside_it() throws Exception {
        assertThat(LICENCES.of("org.other.deep.deeper")).isEqualTo("MIT");
        assertThatThrownBy(() -> LICENCES.of("org.otherwise")).isInstanceOf(IOException.class);
    }

    @Test
    void what_maven_writes_is_read_with_all_below_it() throws Exception {
        Path file = folder.resolve("libraries.json");
        Files.writeString(file, part("firebreak", "\"children\": [" + part("org.other", "\"children\": []") + "]"));

        Part read = Part.read(file);

        assertThat(read.all()).extracting(Part::purl).containsExactly("pkg:maven/org.other/name@1");
    }

    @Test
    void a_part_that_is_no_plain_jar_is_refused_with_its_place() throws Exception {
        Path file = folder.resolve("libraries.json");
        Files.writeString(file, part("firebreak", "\"children\": []").replace("\"jar\"", "\"pom\""));

        assertThatThrownBy(() -> Part.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(".type");
    }

    private static String part(String group, String more) {
        return "{\"groupId\": \"" + group + "\", \"artifactId\": \"name\", \"version\": \"1\", \"type\": \"jar\","
                + " \"scope\": \"compile\", \"classifier\": \"\", \"optional\": \"false\", " + more + "}";
    }
}
