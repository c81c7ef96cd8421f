package firebreak.record;

import firebreak.encoding.FormatException;
import java.util.regex.Matcher;

/// The name under which a tile or an entry bundle is served and exported (tlog-tiles): for example
/// `tile/0/x001/067`, `tile/1/000.p/17`, `tile/entries/x273/000.p/112`.
public sealed interface TilePath {
    /// Relative to the record's prefix or folder.
    String path();

    /// Of the tile within its level.
    long index();

    /// 1 to 256 hashes or entries; 256 is a full tile and not part of the name.
    int width();

    /// A tile of hashes.
    ///
    /// @param level 0 to 63; 0 holds leaf hashes
    record Hashes(int level, long index, int width) implements TilePath {
        public Hashes {
            if (level < 0 || level > 63) {
                throw new IllegalArgumentException("a tile has a level from 0 to 63, not " + level);
            }
            TileSpelling.check(index, width);
        }

        @Override
        public String path() {
            return "tile/" + level + "/" + TileSpelling.write(index, width);
        }
    }

    /// A bundle of entries.
    record Entries(long index, int width) implements TilePath {
        public Entries {
            TileSpelling.check(index, width);
        }

        @Override
        public String path() {
            return "tile/entries/" + TileSpelling.write(index, width);
        }
    }

    /// Only the one spelling that [#path] writes.
    static TilePath parse(String place, String path) throws FormatException {
        Matcher parts = TileSpelling.PATH.matcher(path);
        if (!parts.matches()) {
            throw TileSpelling.refuse(place);
        }
        long index = Long.parseLong(parts.group("index").replaceAll("[x/]", ""));
        int width = parts.group("width") == null ? Tiles.WIDTH : Integer.parseInt(parts.group("width"));
        String level = parts.group("level");
        if (index >= Merkle.MAX_SIZE || width > Tiles.WIDTH) {
            throw TileSpelling.refuse(place);
        }
        TilePath parsed =
                level.equals("entries") ? new Entries(index, width) : new Hashes(Integer.parseInt(level), index, width);
        if (!parsed.path().equals(path)) {
            throw TileSpelling.refuse(place);
        }
        return parsed;
    }
}
