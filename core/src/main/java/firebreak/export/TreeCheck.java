package firebreak.export;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.identity.RecordKeys;
import firebreak.record.CheckpointCheck;
import firebreak.record.CheckpointNote;
import firebreak.record.EntryBundle;
import firebreak.record.Leaf;
import firebreak.record.LeafHashes;
import firebreak.record.Merkle;
import firebreak.record.SignedCheckpoint;
import firebreak.record.SignedNote;
import firebreak.record.TilePath;
import firebreak.record.Tiles;
import firebreak.record.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Checks one record's checkpoint, keys, entries and tiles. Entries and the tiles of level 0 say the same leaf
/// hashes twice; where they differ, the signed root tells which of the two was changed.
final class TreeCheck {
    private static final int SIGNATURES = 2;
    private static final int ENTRY_BYTES = 2 + Leaf.SIZE;

    private final FileSource files;
    private final Faults faults;
    private final RecordEntry entry;
    private final RecordPath path;

    TreeCheck(FileSource files, Faults faults, RecordEntry entry) {
        this.files = files;
        this.faults = faults;
        this.entry = entry;
        this.path = entry.path();
    }

    /// @param keys of the channel's members under all versions of its agreement; absent where documents are damaged,
    ///     so that nobody can say whose signatures to expect
    RecordTree check(Optional<CheckpointKeys> keys) throws IOException {
        Optional<SignedCheckpoint> signed = keys.isPresent() ? signed(keys.get()) : Optional.empty();
        List<Optional<Bytes>> entries = entries();
        List<Optional<Hash>> tiled = tiled();
        Hash root = signed.map(checkpoint -> checkpoint.checkpoint().root()).orElse(entry.root());
        List<Hash> hashes = reconcile(entries, tiled, root);
        LeafHashes tree = new LeafHashes(hashes);
        upperTiles(tree);
        return new RecordTree(entry, leaves(entries), tree, signed.map(SignedCheckpoint::statedAt));
    }

    private Optional<SignedCheckpoint> signed(CheckpointKeys keys) throws IOException {
        Optional<Bytes> content = files.read(path.checkpoint(), SignedNote.MAX_SIZE);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            CheckpointNote note = CheckpointNote.parse("checkpoint", content.get());
            boolean listed = note.checkpoint().origin().equals(entry.origin())
                    && note.checkpoint().size() == entry.size()
                    && note.checkpoint().root().equals(entry.root());
            if (!listed) {
                faults.add(path.checkpoint(), "is not the checkpoint that " + RecordPath.INDEX + " lists");
                return Optional.empty();
            }
            Optional<RecordKeys> owner = keys.of(entry.party(), note);
            if (owner.isEmpty() || note.note().lines().size() != SIGNATURES) {
                faults.add(
                        path.checkpoint(),
                        "is not signed with both record keys of " + entry.party() + " and with nothing else");
                return Optional.empty();
            }
            vkey(owner.get());
            return note.verify(entry.origin(), owner.get()) instanceof CheckpointCheck.Verified(SignedCheckpoint good)
                    ? Optional.of(good)
                    : Optional.empty();
        } catch (FormatException malformed) {
            faults.add(path.checkpoint(), malformed.reason());
            return Optional.empty();
        }
    }

    private void vkey(RecordKeys keys) throws IOException {
        Bytes expected = RecordWriter.vkey(VerifierKey.ofRecord(entry.origin(), keys));
        Optional<Bytes> content = files.read(path.vkey(), SignedNote.MAX_SIZE);
        if (content.isPresent() && !content.get().equals(expected)) {
            faults.add(path.vkey(), "is not the pair of verifier keys of this record");
        }
    }

    /// The entry of every leaf; empty for those of a bundle that is missing or cannot be taken apart.
    private List<Optional<Bytes>> entries() throws IOException {
        List<Optional<Bytes>> all = new ArrayList<>();
        for (TilePath.Entries bundle : Tiles.entryBundles(entry.size())) {
            String file = path.tile(bundle);
            Optional<Bytes> content = files.read(file, Tiles.WIDTH * ENTRY_BYTES);
            List<Optional<Bytes>> read = Collections.nCopies(bundle.width(), Optional.empty());
            if (content.isPresent()) {
                try {
                    read = EntryBundle.read("bundle", content.get(), bundle.width()).stream()
                            .map(Optional::of)
                            .toList();
                } catch (FormatException malformed) {
                    faults.add(file, malformed.reason());
                }
            }
            all.addAll(read);
        }
        return all;
    }

    private List<Optional<Hash>> tiled() throws IOException {
        List<Optional<Hash>> all = new ArrayList<>();
        for (TilePath.Hashes tile : Tiles.hashTiles(entry.size())) {
            if (tile.level() != 0) {
                continue;
            }
            String file = path.tile(tile);
            Optional<Bytes> content = files.read(file, Tiles.WIDTH * Hash.SIZE);
            List<Optional<Hash>> read = Collections.nCopies(tile.width(), Optional.empty());
            if (content.isPresent()) {
                try {
                    read = Tiles.read("tile", content.get(), tile.width()).stream()
                            .map(Optional::of)
                            .toList();
                } catch (FormatException malformed) {
                    faults.add(file, malformed.reason());
                }
            }
            all.addAll(read);
        }
        return all;
    }

    /// The leaf hashes that are right, as far as the root tells.
    private List<Hash> reconcile(List<Optional<Bytes>> entries, List<Optional<Hash>> tiled, Hash root) {
        List<Hash> byEntries = new ArrayList<>();
        List<Hash> byTiles = new ArrayList<>();
        List<Integer> differing = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<Hash> ofEntry = entries.get(i).map(RecordTree::hashOf);
            Optional<Hash> ofTile = tiled.get(i);
            byEntries.add(ofEntry.or(() -> ofTile).orElse(Merkle.EMPTY_ROOT));
            byTiles.add(ofTile.or(() -> ofEntry).orElse(Merkle.EMPTY_ROOT));
            if (ofEntry.isPresent() && ofTile.isPresent() && !ofEntry.equals(ofTile)) {
                differing.add(i);
            }
        }
        boolean entriesRight = Merkle.root(byEntries).equals(root);
        boolean tilesRight = Merkle.root(byTiles).equals(root);
        for (int leaf : differing) {
            if (!tilesRight) {
                blameTile(leaf, entriesRight);
            }
            if (!entriesRight) {
                blameEntry(leaf, tilesRight);
            }
        }
        if (differing.isEmpty() && !entriesRight && !byEntries.contains(Merkle.EMPTY_ROOT)) {
            faults.add(path.checkpoint(), "its root is not that of the leaves");
        }
        return tilesRight && !entriesRight ? byTiles : byEntries;
    }

    private void blameEntry(int leaf, boolean certain) {
        faults.add(
                bundle(leaf), leaf, certain ? "is not the leaf that the signed root holds" : "differs from its tile");
    }

    private void blameTile(int leaf, boolean certain) {
        faults.add(tile(leaf), leaf, certain ? "is not the hash of the leaf" : "differs from its entry");
    }

    private String bundle(long leaf) {
        long index = leaf / Tiles.WIDTH;
        return path.tile(new TilePath.Entries(index, Tiles.width(0, index, entry.size())));
    }

    private String tile(long leaf) {
        long index = leaf / Tiles.WIDTH;
        return path.tile(new TilePath.Hashes(0, index, Tiles.width(0, index, entry.size())));
    }

    private void upperTiles(LeafHashes tree) throws IOException {
        for (TilePath.Hashes tile : Tiles.hashTiles(entry.size())) {
            String file = path.tile(tile);
            Optional<Bytes> content = files.read(file, Tiles.WIDTH * Hash.SIZE);
            Bytes expected = Tiles.write(Tiles.of(tree).tile(tile.level(), tile.index(), tile.width()));
            if (tile.level() > 0 && content.isPresent() && !content.get().equals(expected)) {
                faults.add(file, "is not what the tiles below it make");
            }
        }
    }

    private List<Optional<Leaf>> leaves(List<Optional<Bytes>> entries) {
        List<Optional<Leaf>> leaves = new ArrayList<>();
        for (Optional<Bytes> bytes : entries) {
            leaves.add(bytes.flatMap(content -> leaf(leaves.size(), content)));
        }
        return leaves;
    }

    private Optional<Leaf> leaf(int index, Bytes content) {
        String file = bundle(index);
        if (faults.has(file, index)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Leaf.read("leaf", content));
        } catch (FormatException malformed) {
            faults.add(file, index, malformed.reason());
            return Optional.empty();
        }
    }
}
