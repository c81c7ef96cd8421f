package firebreak.verifier.export;

import firebreak.verifier.paper.Names;
import firebreak.verifier.said.Author;
import firebreak.verifier.text.Hash;
import firebreak.verifier.text.Json;
import firebreak.verifier.text.Malformed;
import firebreak.verifier.text.Members;
import firebreak.verifier.tree.Origin;
import firebreak.verifier.tree.Tile;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One record as the index lists it.
///
/// @param path before the names of its files: empty, or ending in `/`
/// @param bodies leaves whose signed object is there; `envelopes` leaves whose envelope is
record Entry(
        String path,
        String party,
        Origin origin,
        int generation,
        long size,
        Hash root,
        Ranges bodies,
        Ranges envelopes) {
    /// More than any line has said; it bounds the memory that one record takes.
    static final long MOST_LEAVES = 1L << 23;

    /// How many files more than there are an index may list for the missing ones to be named one by one.
    static final long MOST_SPARE = 1_000;

    static final int TOP_LEVEL = 63 / 8;

    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,15}");
    private static final Pattern DEPOSIT = Pattern.compile("[0-9a-f]{64}\\.json");

    static Entry read(String place, Json value) throws Malformed {
        Members members = Members.of(place, value);
        Entry entry = new Entry(
                members.text("path"),
                members.need("party", Names::party),
                members.need("origin", Origin::read),
                (int) members.whole("generation", 0, Author.MOST_GENERATION),
                members.whole("size", 1, MOST_LEAVES),
                members.hash("root"),
                members.need("bodies", Ranges::read),
                members.need("envelopes", Ranges::read));
        members.end();
        if (entry.bodies.end() > entry.size || entry.envelopes.end() > entry.size) {
            throw new Malformed(place, "expected bodies and envelopes of its leaves");
        }
        return entry;
    }

    boolean isMirror() {
        return path.startsWith("mirror/");
    }

    String checkpoint() {
        return path + "checkpoint";
    }

    String verifierKeys() {
        return path + "vkey";
    }

    String tile(Tile tile) {
        return path + tile.path();
    }

    String body(long index) {
        return path + "body/" + index + ".json";
    }

    String envelope(long index) {
        return path + "envelope/" + index + ".age";
    }

    /// Its folder of cosigned checkpoints.
    String witnessed() {
        return path + "witnessed/";
    }

    /// The size that a file of that folder is named for; nothing where its name is no size of this record.
    OptionalLong witnessedSize(String file) {
        String name = file.substring(witnessed().length());
        boolean number = SIZE.matcher(name).matches() && Long.parseLong(name) <= size;
        return number ? OptionalLong.of(Long.parseLong(name)) : OptionalLong.empty();
    }

    /// The checkpoint as it was cosigned last.
    String witnessedLast() {
        return witnessed() + "last";
    }

    /// Its folder of deposit receipts.
    String deposits() {
        return path + "deposit/";
    }

    /// Whether this is the name of a file of either folder.
    boolean isTestimony(String file) {
        return file.equals(witnessedLast())
                || (file.startsWith(witnessed()) && witnessedSize(file).isPresent())
                || (file.startsWith(deposits())
                        && DEPOSIT.matcher(file.substring(deposits().length())).matches());
    }

    /// At least how many files it has: what bounds the work before anything is made as large as the index says.
    long files() {
        return 2 + size / Tile.FULL * 2 + bodies.count() + envelopes.count();
    }

    void eachFile(Consumer<String> file) {
        List.of(checkpoint(), verifierKeys()).forEach(file);
        Tile.all(Tile.ENTRIES, TOP_LEVEL, size, tile -> file.accept(tile(tile)));
        bodies.each(index -> file.accept(body(index)));
        envelopes.each(index -> file.accept(envelope(index)));
    }
}
