package firebreak.record;

import firebreak.encoding.FormatException;
import java.util.Locale;
import java.util.regex.Pattern;

/// The spelling of an index and a width.
final class TileSpelling {
    static final Pattern PATH = Pattern.compile(
            "tile/(?<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?<index>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");

    private TileSpelling() {}

    static void check(long index, int width) {
        if (index < 0 || index >= Merkle.MAX_SIZE || width < 1 || width > Tiles.WIDTH) {
            throw new IllegalArgumentException("no tile has index " + index + " and width " + width);
        }
    }

    static String write(long index, int width) {
        StringBuilder name = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            name.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return width == Tiles.WIDTH ? name.toString() : name + ".p/" + width;
    }

    static FormatException refuse(String place) {
        return new FormatException(place, "expected the name of a tile such as tile/0/x001/067 or tile/1/000.p/17");
    }
}
