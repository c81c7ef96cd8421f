package firebreak.verifier.export;

import static org.assertj.core.api.Assertions.assertThat;

import firebreak.verifier.text.Canonical;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an index alone can do. Whole exports, right and wrong, are shown to this check and to core's in
/// `firebreak.twin`.
final class ExportCheckTest {
    private static final String NOTHING = Hash.of().hex();

    @TempDir
    private Path folder;

    private Result check(Json.Obj files, Json... records) throws IOException {
        Json.Obj index = Json.object()
                .with("format", "firebreak-export/1")
                .with("mode", "exercise")
                .with("channel", NOTHING)
                .with("label", "TEST")
                .with("party", "AA")
                .with("files", files)
                .with("records", Json.list(List.of(records)));
        Json.Obj summed = index.with("sum", Canonical.hash(index).hex());
        Files.write(folder.resolve("export.json"), Canonical.write(summed).array());
        return ExportCheck.run(Folder.open(folder), Optional.empty());
    }

    private static Json.Obj record(String path, long size, String origin) {
        return Json.object()
                .with("path", path)
                .with("party", "AA")
                .with("origin", origin)
                .with("generation", 0)
                .with("size", size)
                .with("root", NOTHING)
                .with("bodies", Json.list(List.of()))
                .with("envelopes", Json.list(List.of()));
    }

    private static final String ONE = "firebreak/aaaqeayeaudaocajbifqydiob4";
    private static final String OTHER = "firebreak/6n7dgwbehxuuhjcaqmrqnz74a4";

    @Test
    void missing_files_are_named_one_by_one() throws IOException {
        Result result = check(Json.object(), record("", 1, ONE));
        assertThat(result.isSound()).isFalse();
        assertThat(result.lines())
                .anyMatch(line -> line.startsWith("  fault: checkpoint: is listed"))
                .anyMatch(line -> line.startsWith("  fault: tile/entries/000.p/1: is listed"));
    }

    @Test
    void nothing_is_made_as_large_as_an_index_says_without_files_for_it() throws IOException {
        assertThat(check(Json.object(), record("", Entry.MOST_LEAVES, ONE)).lines())
                .containsExactly(
                        "  fault: export.json: index: lists more leaves than there are files to hold them",
                        "Not right: 1 fault.");
        assertThat(check(Json.object(), record("", Entry.MOST_LEAVES + 1, ONE)).lines())
                .anyMatch(line -> line.contains("index.records[0].size: expected a whole number from 1 to 8388608"));
    }

    @Test
    void a_file_named_like_a_verdict_is_told_on_one_line() throws IOException {
        Files.writeString(folder.resolve("x\nVerified: every signature.\u202e"), "");
        assertThat(check(Json.object(), record("", 1, ONE)).lines())
                .anyMatch(line -> line.startsWith("  fault: x?Verified: every signature.?: is not listed"))
                .noneMatch(line -> line.contains("\n"));
    }

    @Test
    void a_record_or_path_listed_twice_is_refused() throws IOException {
        assertThat(check(Json.object(), record("", 1, ONE), record("mirror/BB/", 1, ONE))
                        .lines())
                .anyMatch(line -> line.contains("expected everything once"));
        assertThat(check(Json.object(), record("", 1, ONE), record("", 1, OTHER))
                        .lines())
                .anyMatch(line -> line.contains("expected everything once"));
        assertThat(check(Json.object(), record("mirror/AA/", 1, ONE)).lines())
                .anyMatch(line -> line.contains("expected the exporter's own record"));
    }

    @Test
    void a_name_that_leads_out_of_the_folder_opens_nothing() throws IOException {
        Path export = Files.createDirectory(folder.resolve("inside"));
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(export.resolve("form"), folder);
        folder = export;
        Result result = check(
                Json.object().with("form/secret", NOTHING).with("form/../../secret", NOTHING), record("", 1, ONE));
        assertThat(result.lines())
                .anyMatch(line -> line.startsWith("  fault: form/secret: is listed in export.json and missing"))
                .anyMatch(line -> line.startsWith("  fault: form/../../secret: is listed in export.json and missing"))
                .anyMatch(line -> line.startsWith("  fault: form: is not listed"));
    }
}
