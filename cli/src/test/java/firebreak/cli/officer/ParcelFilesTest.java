package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.carriage.Bundle;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParcelFilesTest {
    @TempDir
    private Path folder;

    @Test
    void a_bundle_gives_back_its_parcels_in_order_however_bad_they_are() throws Exception {
        Bytes bundle = new Bundle(List.of(Bytes.ofUtf8("one"), Bytes.ofUtf8("two"))).bytes();
        ParcelFiles.writeBundle(folder.resolve("new/x.bundle"), bundle);
        ParcelFiles.Found found = ParcelFiles.read(folder.resolve("new/x.bundle"));
        assertThat(found.parcels())
                .containsExactly(
                        new ParcelFiles.Carried("x.bundle parcel 1", Bytes.ofUtf8("one")),
                        new ParcelFiles.Carried("x.bundle parcel 2", Bytes.ofUtf8("two")));
        assertThat(found.unfit()).isEmpty();
    }

    @Test
    void a_folder_is_read_by_names_and_the_rest_left_alone() throws Exception {
        Files.write(
                folder.resolve("b.bundle"),
                new Bundle(List.of(Bytes.ofUtf8("x"))).bytes().toArray());
        Files.writeString(folder.resolve("a.parcel"), "not one");
        Files.writeString(folder.resolve(".hidden.parcel"), "half written");
        Files.writeString(folder.resolve("letter.txt"), "hello");
        ParcelFiles.Found found = ParcelFiles.read(folder);
        assertThat(found.parcels()).extracting(ParcelFiles.Carried::name).containsExactly("b.bundle parcel 1");
        assertThat(found.unfit()).singleElement().asString().startsWith("a.parcel: expected");
        assertThat(found.passedOver()).isEqualTo(2);
    }

    @Test
    void a_truncated_bundle_is_unfit_and_named() throws Exception {
        byte[] whole = new Bundle(List.of(Bytes.ofUtf8("one"))).bytes().toArray();
        Files.write(folder.resolve("x.bundle"), java.util.Arrays.copyOf(whole, whole.length - 1));
        assertThat(ParcelFiles.read(folder).unfit()).singleElement().asString().contains("x.bundle");
    }

    @Test
    void nothing_there_is_said() {
        assertThatThrownBy(() -> ParcelFiles.read(folder.resolve("none")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is nothing at");
    }
}
