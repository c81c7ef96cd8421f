package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A record as `spec/record.md` lays it out in a folder.
final class ExportedRecord {
    private ExportedRecord() {}

    static Leaf leaf(int index) {
        LeafType type = index == 0 ? LeafType.OPENING : index % 2 == 1 ? LeafType.NOTE : LeafType.RECEIPT;
        return new Leaf(type, Hash.of(Bytes.ofUtf8("envelope " + index)), Hash.of(Bytes.ofUtf8("commitment " + index)));
    }

    static List<Leaf> leaves(int size) {
        return IntStream.range(0, size).mapToObj(ExportedRecord::leaf).toList();
    }

    /// Path and content of every file, signed by the record of [Signed].
    static SequencedMap<String, Bytes> files(List<Leaf> leaves) {
        SequencedMap<String, Bytes> files = new TreeMap<>();
        LeafHashes tree = new LeafHashes(leaves.stream().map(Leaf::hash).toList());
        files.put("checkpoint", Signed.checkpoint(tree, tree.size()).bytes());
        files.put(
                "vkey",
                Bytes.ofUtf8(VerifierKey.ofRecord(Signed.ORIGIN, Signed.KEYS).stream()
                        .map(key -> key.text() + "\n")
                        .collect(Collectors.joining())));
        for (TilePath.Hashes tile : Tiles.hashTiles(tree.size())) {
            files.put(tile.path(), Tiles.write(Tiles.of(tree).tile(tile.level(), tile.index(), tile.width())));
        }
        for (TilePath.Entries bundle : Tiles.entryBundles(tree.size())) {
            int from = Math.toIntExact(bundle.index() * Tiles.WIDTH);
            List<Leaf> bundled = leaves.subList(from, from + bundle.width());
            files.put(
                    bundle.path(),
                    EntryBundle.write(bundled.stream().map(Leaf::bytes).toList()));
        }
        return files;
    }

    static void write(Path folder, SequencedMap<String, Bytes> files) {
        try {
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
