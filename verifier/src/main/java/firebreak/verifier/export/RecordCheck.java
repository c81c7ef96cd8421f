package firebreak.verifier.export;

import firebreak.verifier.paper.Agreement;
import firebreak.verifier.text.Bytes;
import firebreak.verifier.text.Hash;
import firebreak.verifier.tree.Leaf;
import firebreak.verifier.tree.Tile;
import firebreak.verifier.tree.Tree;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Checks the entries and tiles of one record (spec/export.md, Checking, 4).
final class RecordCheck {
    private static final int LENGTH = 2;

    private final Files files;
    private final Findings faults;
    private final Entry entry;
    private final byte[] leaves;
    private final byte[] byEntries;
    private final byte[] byTiles;
    private final BitSet entered = new BitSet();
    private final BitSet tiled = new BitSet();

    RecordCheck(Files files, Findings faults, Entry entry) {
        int size = (int) entry.size();
        this.files = files;
        this.faults = faults;
        this.entry = entry;
        this.leaves = new byte[size * Leaf.SIZE];
        this.byEntries = new byte[size * Hash.SIZE];
        this.byTiles = new byte[size * Hash.SIZE];
    }

    /// @param agreements empty where documents are damaged, so that nobody can say whose signatures to expect
    HeldRecord check(List<Agreement> agreements) throws IOException {
        Optional<Instant> statedAt = agreements.isEmpty()
                ? Optional.empty()
                : new CheckpointCheck(files, faults, entry).statedAt(agreements);
        for (Tile bundle : tiles(Tile.ENTRIES, Tile.ENTRIES)) {
            entries(bundle);
        }
        for (Tile tile : tiles(0, 0)) {
            hashes(tile);
        }
        Tree tree = agreed();
        for (Tile tile : tiles(1, Entry.TOP_LEVEL)) {
            Optional<Bytes> content = files.read(entry.tile(tile), Tile.FULL * Hash.SIZE);
            Bytes made = tree.nodes(tile.level() * 8, tile.index() * Tile.FULL, tile.width());
            if (content.isPresent() && !content.get().equals(made)) {
                faults.add(entry.tile(tile), "is not what the tiles below it make");
            }
        }
        return new HeldRecord(entry, Bytes.of(leaves), tree, statedAt);
    }

    private List<Tile> tiles(int from, int to) {
        List<Tile> tiles = new ArrayList<>();
        Tile.all(from, to, entry.size(), tiles::add);
        return tiles;
    }

    /// Takes a bundle apart. A leaf of another length still has a hash; that it is no leaf is said later.
    private void entries(Tile bundle) throws IOException {
        String path = entry.tile(bundle);
        Optional<Bytes> content = files.read(path, Tile.FULL * (LENGTH + Leaf.SIZE));
        if (content.isEmpty()) {
            return;
        }
        List<Bytes> found = new ArrayList<>();
        int at = 0;
        while (found.size() < bundle.width() && at + LENGTH <= content.get().size()) {
            int end = at + LENGTH + (int) content.get().number(at, at + LENGTH);
            found.add(
                    content.get().slice(at + LENGTH, Math.min(end, content.get().size())));
            at = end;
        }
        if (found.size() != bundle.width() || at != content.get().size()) {
            faults.add(path, "is not a bundle of " + bundle.width() + " entries");
            return;
        }
        int index = (int) bundle.index() * Tile.FULL;
        for (Bytes leaf : found) {
            leaf.view().get(leaves, index * Leaf.SIZE, Math.min(leaf.size(), Leaf.SIZE));
            leaves[index * Leaf.SIZE] *= (byte) (leaf.size() == Leaf.SIZE ? 1 : 0);
            Tree.leafHash(leaf).bytes().view().get(byEntries, index * Hash.SIZE, Hash.SIZE);
            entered.set(index++);
        }
    }

    private void hashes(Tile tile) throws IOException {
        Optional<Bytes> content = files.read(entry.tile(tile), Tile.FULL * Hash.SIZE);
        if (content.isEmpty()) {
            return;
        }
        if (content.get().size() != tile.width() * Hash.SIZE) {
            faults.add(entry.tile(tile), "is not a tile of " + tile.width() + " hashes");
            return;
        }
        int index = (int) tile.index() * Tile.FULL;
        content.get().view().get(byTiles, index * Hash.SIZE, tile.width() * Hash.SIZE);
        tiled.set(index, index + tile.width());
    }

    /// The tree of the leaf hashes on which entries and tiles agree. Where they differ, the root tells which is right.
    private Tree agreed() {
        BitSet differing = new BitSet();
        boolean whole = true;
        for (int leaf = 0; leaf < entry.size(); leaf++) {
            byte[] from = entered.get(leaf) ? byEntries : byTiles;
            byte[] to = tiled.get(leaf) ? byTiles : byEntries;
            whole &= entered.get(leaf) || tiled.get(leaf);
            int at = leaf * Hash.SIZE;
            differing.set(
                    leaf,
                    entered.get(leaf)
                            && tiled.get(leaf)
                            && Arrays.mismatch(byEntries, at, at + Hash.SIZE, byTiles, at, at + Hash.SIZE) >= 0);
            if (!entered.get(leaf) || !tiled.get(leaf)) {
                System.arraycopy(from, at, byEntries, at, Hash.SIZE);
                System.arraycopy(to, at, byTiles, at, Hash.SIZE);
            }
        }
        Tree entries = new Tree(byEntries);
        Tree tiles = differing.isEmpty() ? entries : new Tree(byTiles);
        boolean entriesRight = entries.root().equals(entry.root());
        boolean tilesRight = tiles.root().equals(entry.root());
        differing.stream().forEach(leaf -> blame(leaf, entriesRight, tilesRight));
        if (differing.isEmpty() && whole && !entriesRight) {
            faults.add(entry.checkpoint(), "its root is not that of the leaves");
        }
        notLeaves();
        return tilesRight ? tiles : entries;
    }

    private void blame(int leaf, boolean entriesRight, boolean tilesRight) {
        if (!tilesRight) {
            faults.add(
                    entry.tile(Tile.holding(0, leaf, entry.size())),
                    leaf,
                    entriesRight ? "is not the hash of the leaf" : "differs from its entry");
        }
        if (!entriesRight) {
            faults.add(
                    entry.tile(Tile.holding(Tile.ENTRIES, leaf, entry.size())),
                    leaf,
                    tilesRight ? "is not the leaf that the signed root holds" : "differs from its tile");
        }
    }

    /// What is no leaf, or not the leaf that the root holds, is not known.
    private void notLeaves() {
        for (int leaf = 0; leaf < entry.size(); leaf++) {
            String bundle = entry.tile(Tile.holding(Tile.ENTRIES, leaf, entry.size()));
            int type = leaves[leaf * Leaf.SIZE];
            if (entered.get(leaf) && (type < 1 || type > Leaf.Type.values().length)) {
                faults.add(bundle, leaf, "is no leaf: 65 bytes, of a type from 1 to 5");
            }
            if (faults.has(bundle, leaf)) {
                leaves[leaf * Leaf.SIZE] = 0;
            }
        }
    }
}
