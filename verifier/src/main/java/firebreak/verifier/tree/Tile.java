package firebreak.verifier.tree;

import java.util.Locale;
import java.util.function.Consumer;

/// A tile of hashes, or with level −1 a bundle of entries, of a tree of one size (spec/record.md, Tiles).
///
/// @param width hashes or entries in it, 1 to 256
public record Tile(int level, long index, int width) {
    public static final int ENTRIES = -1;
    public static final int FULL = 256;
    private static final int HEIGHT = 8;

    /// Every tile of hashes of one level and up, level by level, then from the left.
    public static void all(int fromLevel, int toLevel, long size, Consumer<Tile> each) {
        for (int level = fromLevel; level <= toLevel && hashes(level, size) > 0; level++) {
            long hashes = hashes(level, size);
            for (long index = 0; index * FULL < hashes; index++) {
                each.accept(new Tile(level, index, (int) Math.min(FULL, hashes - index * FULL)));
            }
        }
    }

    /// The one that holds a leaf or its hash.
    public static Tile holding(int level, long leaf, long size) {
        long index = leaf / FULL;
        return new Tile(level, index, (int) Math.min(FULL, size - index * FULL));
    }

    private static long hashes(int level, long size) {
        return level <= 0 ? size : size >>> (level * HEIGHT);
    }

    public String path() {
        String level = level() == ENTRIES ? "entries" : Integer.toString(level());
        StringBuilder number = new StringBuilder(String.format(Locale.ROOT, "%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            number.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return "tile/" + level + "/" + number + (width == FULL ? "" : ".p/" + width);
    }
}
