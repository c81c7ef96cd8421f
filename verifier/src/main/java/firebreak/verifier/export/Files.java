package firebreak.verifier.export;

import firebreak.verifier.text.Bytes;
import java.io.IOException;
import java.util.Optional;

/// The files that an index lists, read from the folder. What is listed and cannot be read is a fault when it is asked
/// for.
record Files(Folder folder, Findings faults) {
    Optional<Bytes> read(String path, int most) throws IOException {
        Optional<Bytes> content = folder.read(path, most);
        if (content.isEmpty()) {
            faults.add(path, "is there and no file that can be read");
        }
        return content;
    }
}
