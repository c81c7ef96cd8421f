package firebreak.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import firebreak.encoding.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    @Test
    void names_are_spelled_as_tlog_tiles_says() {
        assertThat(new TilePath.Hashes(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new TilePath.Hashes(1, 0, 17).path()).isEqualTo("tile/1/000.p/17");
        assertThat(new TilePath.Entries(273, 112).path()).isEqualTo("tile/entries/273.p/112");
        assertThat(new TilePath.Entries(1000, 1).path()).isEqualTo("tile/entries/x001/000.p/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/0/999",
                "tile/0/x001/000",
                "tile/63/000.p/1",
                "tile/0/000.p/255",
                "tile/entries/x001/x234/067",
                "tile/entries/000.p/9",
                "tile/0/x009/x007/x199/x254/x740/990"
            })
    void a_name_comes_back_as_it_went(String path) throws FormatException {
        assertThat(TilePath.parse("path", path).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile/0/",
                "tile/0/0",
                "tile/0/1000",
                "tile/0/x000/001",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/01",
                "tile/0/001/000",
                "tile/0/x001",
                "tile/0/000.p/",
                "tile/0/000/",
                "/tile/0/000",
                "tile/../000",
                "tile/entries",
                "tile/Entries/000",
                "tile/0/٠٠٠",
                "tile/0/x009/x007/x199/x254/x740/991",
                "tile/0/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x001/x001/x001/x001/x001/001"
            })
    void any_other_spelling_is_refused(String path) {
        assertThatThrownBy(() -> TilePath.parse("path", path)).isInstanceOf(FormatException.class);
    }

    @Test
    void levels_and_widths_have_limits() {
        assertThat(new TilePath.Hashes(63, 0, 1).level()).isEqualTo(63);
        assertThatThrownBy(() -> new TilePath.Hashes(64, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Hashes(0, 0, 257)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Entries(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TilePath.Entries(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
