package firebreak.node.store;

import firebreak.encoding.Bytes;
import firebreak.engine.StoreException;
import firebreak.engine.StoreException.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A copy of a store in a file of its own, as it was at one moment, made beside a running node. No key is needed:
/// values
/// are copied as they lie there, encrypted. What was deleted is not in it.
public final class StoreCopy {
    private static final int FINDINGS = 100;

    private StoreCopy() {}

    /// Copies the store of a folder into a file that is not there yet, of mode 0600.
    ///
    /// @throws StoreException when there is no store, or its pages are damaged, with what to do; the file
    ///     is then to be removed by the caller
    public static void write(Path folder, Path to) throws IOException {
        Path file = folder.resolve(Opening.FILE);
        if (!Files.exists(file)) {
            throw refused(file, "there is no store: the node of this home never ran");
        }
        DurableFile.createNew(to);
        try (Session session = Session.copier(file)) {
            PreparedStatement copy = session.prepared("VACUUM INTO ?");
            copy.setString(1, to.toString());
            copy.execute();
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        }
    }

    /// Which store key a store was written with: tells nothing of the key, and is the same for all copies of one
    /// store.
    public static Bytes id(Path folder) throws StoreException {
        Path file = folder.resolve(Opening.FILE);
        try (Session session = Session.reader(file)) {
            if (!Schema.CURRENT.exists(session)) {
                throw new Unfit("there is no store");
            }
            return Bytes.copyOf(Checked.open(Opening.KEY_CHECK, session.bytes(Schema.GET_META, Opening.KEY_CHECK)));
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        } catch (Unfit unfit) {
            throw refused(file, String.valueOf(unfit.getMessage()));
        }
    }

    /// What does not hang together in the store of a folder, asked without its key; empty when all does.
    public static List<String> faults(Path folder) throws StoreException {
        Path file = folder.resolve(Opening.FILE);
        List<String> faults = new ArrayList<>();
        try (Session session = Session.reader(file);
                ResultSet findings = session.prepared("PRAGMA integrity_check(" + FINDINGS + ")")
                        .executeQuery()) {
            while (findings.next()) {
                String finding = String.valueOf(findings.getString(1));
                if (!finding.equals("ok")) {
                    faults.add(finding.replace('\n', ' '));
                }
            }
        } catch (SQLException failed) {
            if (!Failure.isDamage(failed)) {
                throw Failure.before(file, failed);
            }
            faults.add("its structure cannot be read to the end");
        }
        return faults;
    }

    private static StoreException refused(Path file, String reason) {
        return new StoreException(Outcome.UNCHANGED, "cannot read " + file + ": " + reason, null);
    }
}
