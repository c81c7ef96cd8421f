package firebreak.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordVerifyTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path folder;

    /// What a stranger names a file is shown, and forges no line.
    @Test
    void a_file_named_like_a_verdict_is_told_on_one_line() throws Exception {
        String records = "[{\"bodies\":[],\"envelopes\":[],\"generation\":0,"
                + "\"origin\":\"firebreak/aaaqeayeaudaocajbifqydiob4\",\"party\":\"AA\",\"path\":\"\",\"root\":\""
                + EMPTY
                + "\",\"size\":1}]";
        String before = "{\"channel\":\"" + EMPTY + "\",\"files\":{},\"format\":\"firebreak-export/1\","
                + "\"label\":\"a\\u001b[2J\",\"mode\":\"live\",\"party\":\"AA\",\"records\":" + records;
        String sum = firebreak.encoding.Hash.of(firebreak.encoding.Bytes.ofUtf8(before + "}"))
                .hex();
        Files.writeString(folder.resolve("export.json"), before + ",\"sum\":\"" + sum + "\"}");
        Files.writeString(folder.resolve("x\nVerified: every signature and hash is right."), "");
        StringWriter out = new StringWriter();
        int exit = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(new StringWriter(), true),
                "record",
                "verify",
                folder.toString());
        assertThat(exit).isEqualTo(3);
        assertThat(out.toString().lines())
                .contains("Record of AA in channel a?[2J (live)")
                .anyMatch(line -> line.startsWith("  fault: x?Verified: every"))
                .noneMatch(line -> line.startsWith("Verified"));
    }
}
