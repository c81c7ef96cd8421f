package firebreak.node.store;

import firebreak.engine.StoreException;
import firebreak.engine.Table;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a whole store in one snapshot and collects what is wrong, going on after every find.
final class Check {
    private static final int KEYS_AT_ONCE = 1000;
    private static final int FINDINGS = 1000;

    private final Reader reader;
    private final Path file;
    private final RowMarks marks;
    private final List<Damage> damages = new ArrayList<>();
    private final Tally found = new Tally();
    private long done;

    Check(Reader reader, Path file, RowMarks marks) {
        this.reader = reader;
        this.file = file;
        this.marks = marks;
    }

    CheckReport everything(StoreSnapshot.Progress progress) throws StoreException {
        try {
            structure(reader.session());
            values(progress);
        } catch (SQLException failed) {
            throw Failure.before(file, failed);
        }
        return new CheckReport(done, damages);
    }

    private void structure(Session session) throws SQLException {
        try (ResultSet findings =
                session.prepared("PRAGMA integrity_check(" + FINDINGS + ")").executeQuery()) {
            while (findings.next()) {
                String finding = String.valueOf(findings.getString(1));
                if (!finding.equals("ok")) {
                    damages.add(new Damage.OfFile(finding.replace('\n', ' ')));
                }
            }
        } catch (SQLException failed) {
            note(session, failed, new Damage.OfFile("its structure cannot be read to the end"));
        }
    }

    private void values(StoreSnapshot.Progress progress) throws SQLException {
        Optional<Tally> expected = reader.tally();
        long total = expected.map(Tally::rows).orElse(0L);
        for (Table table : Table.values()) {
            values(table, () -> progress.at(done, total));
        }
        expected.ifPresentOrElse(
                this::compare,
                () -> damages.add(new Damage.OfFile(
                        "its row meta tally is damaged: firebreak store check --accept counts anew")));
    }

    private void values(Table table, Runnable progress) throws SQLException {
        String after = "";
        List<String> keys;
        do {
            keys = keysAfter(table, after, reader.session());
            for (String key : keys) {
                value(new Place(table, key));
            }
            after = keys.isEmpty() ? after : keys.getLast();
            progress.run();
        } while (keys.size() == KEYS_AT_ONCE);
    }

    private List<String> keysAfter(Table table, String after, Session session) throws SQLException {
        PreparedStatement statement = session.on(table, Query.KEYS);
        statement.setString(1, after);
        statement.setInt(2, KEYS_AT_ONCE);
        List<String> keys = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.add(String.valueOf(rows.getString(1)));
            }
        } catch (SQLException failed) {
            String last = keys.isEmpty() ? after : keys.getLast();
            note(session, failed, new Damage.OfTable(table, "rows after '" + last + "' cannot be listed"));
        }
        return keys;
    }

    private void value(Place place) throws SQLException {
        done++;
        try {
            byte[] sealed = reader.session()
                    .bytes(Query.GET, place.table(), place.key())
                    .orElse(new byte[0]);
            if (sealed.length >= Sealing.OVERHEAD) {
                found.add(place.table(), marks.of(place.table(), place.key(), Sealing.nonce(sealed)));
            }
            if (!reader.opens(place, sealed)) {
                damages.add(new Damage.OfValue(place, Reader.NOT_COMMITTED_HERE));
            }
        } catch (SQLException failed) {
            note(reader.session(), failed, new Damage.OfValue(place, "the pages that hold it are damaged"));
        }
    }

    private void compare(Tally expected) {
        for (Table table : Table.values()) {
            Tally.Sum should = expected.of(table);
            Tally.Sum is = found.of(table);
            if (should.rows() != is.rows()) {
                damages.add(new Damage.OfTable(
                        table, "it should have " + should.rows() + " readable rows and has " + is.rows()));
            } else if (!should.equals(is)) {
                damages.add(new Damage.OfTable(table, "some of its rows are not those last committed"));
            }
        }
    }

    /// Damage is a finding; anything else ends the check.
    private void note(Session session, SQLException failed, Damage damage) throws SQLException {
        if (!Failure.isDamage(failed)) {
            throw failed;
        }
        session.forget();
        damages.add(damage);
    }
}
