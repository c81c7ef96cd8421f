package firebreak.cli.setup;

import firebreak.charter.Limits;
import firebreak.charter.Party;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.node.home.Home;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A party's root as the other parties get it, `root.json`: who holds it and how many must sign, in canonical JSON, so
/// that its hash is the fingerprint people compare.
final class RootFile {
    private RootFile() {}

    static Path in(Home home) {
        return home.folder().resolve("root.json");
    }

    static Party read(Path file) throws IOException, FormatException {
        String name = String.valueOf(file.getFileName());
        if (!Files.exists(file)) {
            throw new IOException("there is no file " + file + ": it is made by firebreak ceremony root");
        }
        Bytes bytes = SmallFile.bytes(file, Limits.DOCUMENT_BYTES);
        return Party.read(name, Canonical.read(name, bytes, Limits.DOCUMENT_BYTES));
    }

    static void write(Path file, Party party) throws IOException {
        DurableFile.replace(file, Canonical.write(party.toJson()));
    }

    static Hash hash(Party party) {
        return Canonical.hash(party.toJson());
    }
}
