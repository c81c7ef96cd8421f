package firebreak.cli.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.carriage.Bundle;
import firebreak.cli.console.Refusal;
import firebreak.encoding.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParcelFilesTest {
    @TempDir
    private Path folder;

    @Test
    void a_bundle_gives_back_its_parcels_in_order_however_bad_they_are() throws Exception {
        List<Bytes> parcels = List.of(Bytes.ofUtf8("one"), Bytes.ofUtf8("two"));
        assertThat(ParcelFiles.writeBundles(folder.resolve("new/x.bundle"), parcels))
                .containsExactly(folder.resolve("new/x.bundle").toString());
        ParcelFiles.Found found = ParcelFiles.read(folder.resolve("new/x.bundle"));
        assertThat(found.parcels())
                .containsExactly(
                        new ParcelFiles.Carried("x.bundle parcel 1", Bytes.ofUtf8("one")),
                        new ParcelFiles.Carried("x.bundle parcel 2", Bytes.ofUtf8("two")));
        assertThat(found.unfit()).isEmpty();
    }

    @Test
    void as_many_bundles_are_written_as_their_largest_size_asks_for() throws Exception {
        int half =
                Bundle.MAX_BYTES / 2 - 8; // each of two parcels has a length of four bytes, the bundle a head of eight
        List<Bytes> fit = List.of(Bytes.wrap(new byte[half]), Bytes.wrap(new byte[half]));
        List<Bytes> over = List.of(Bytes.wrap(new byte[half]), Bytes.wrap(new byte[half + 1]));
        assertThat(ParcelFiles.bundles(fit))
                .singleElement()
                .satisfies(bundle -> assertThat(bundle.bytes().size()).isEqualTo(Bundle.MAX_BYTES));
        assertThat(ParcelFiles.bundles(over)).hasSize(2);

        List<Bytes> many = Collections.nCopies(Bundle.MAX_PARCELS + 1, Bytes.ofUtf8("x"));
        assertThat(ParcelFiles.bundles(many.subList(1, many.size()))).hasSize(1);
        assertThat(ParcelFiles.writeBundles(folder.resolve("for-uk.bundle"), many))
                .containsExactly(
                        folder.resolve("for-uk.bundle").toString(),
                        folder.resolve("for-uk-2.bundle").toString());
        assertThat(ParcelFiles.read(folder).parcels()).hasSize(many.size());
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
