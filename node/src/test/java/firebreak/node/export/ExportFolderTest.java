package firebreak.node.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFolderTest {
    private static final Bytes CONTENT = Bytes.ofUtf8("content");

    @TempDir
    private Path dir;

    @Test
    void what_is_written_is_listed_and_read_back() throws IOException {
        ExportFolder folder = ExportFolder.create(dir.resolve("new"));
        folder.write("tile/0/x001/067", CONTENT);
        folder.write("checkpoint", CONTENT);
        ExportFolder again = ExportFolder.open(dir.resolve("new"));
        assertThat(again.paths()).containsExactly("checkpoint", "tile/0/x001/067");
        assertThat(again.read("tile/0/x001/067", 100)).contains(CONTENT);
        assertThat(again.read("body/1.json", 100)).isEmpty();
    }

    @Test
    void a_file_longer_than_allowed_is_read_one_byte_too_far_and_no_further() throws IOException {
        ExportFolder folder = ExportFolder.create(dir.resolve("new"));
        folder.write("checkpoint", CONTENT);
        assertThat(folder.read("checkpoint", CONTENT.size())).contains(CONTENT);
        assertThat(folder.read("checkpoint", 3)).contains(CONTENT.slice(0, 4));
    }

    @Test
    void a_folder_with_something_in_it_is_not_written_to() throws IOException {
        Files.writeString(dir.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> ExportFolder.create(dir)).hasMessageContaining("choose another");
        assertThatThrownBy(() -> ExportFolder.open(dir.resolve("mine.txt"))).hasMessageContaining("not a folder");
    }

    @Test
    void links_are_listed_and_not_followed() throws IOException {
        Files.writeString(dir.resolve("secret"), "secret");
        ExportFolder folder = ExportFolder.create(dir.resolve("new"));
        Files.createSymbolicLink(dir.resolve("new/vkey"), dir.resolve("secret"));
        assertThat(folder.paths()).containsExactly("vkey");
        assertThat(folder.read("vkey", 100)).isEmpty();
    }

    @Test
    void no_path_leads_out_of_the_folder() throws IOException {
        Files.writeString(dir.resolve("secret"), "secret");
        ExportFolder folder = ExportFolder.create(dir.resolve("new"));
        for (String path : new String[] {"../secret", "a/../../secret", "/etc/passwd", "a//b", "./a", "", "a\0b"}) {
            assertThat(folder.read(path, 100)).as(path).isEmpty();
            assertThatThrownBy(() -> folder.write(path, CONTENT)).as(path).isInstanceOf(IOException.class);
        }
    }
}
