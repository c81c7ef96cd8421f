package firebreak.engine;

import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.record.Origin;
import java.util.Optional;

/// Proofs that somebody signed two things that cannot both be true. One is enough to show it to anybody, so of each
/// record, and of each document, the first [#MOST] are kept; further ones are only counted, and a liar cannot fill the
/// store with them. Rival successors are few anyway, for a party has only so many records.
public final class Evidence {
    /// Proofs kept against one record, or against one document.
    public static final int MOST = 16;

    private static final int MAX_ROW = 1_024;

    private final Turn turn;

    Evidence(Turn turn) {
        this.turn = turn;
    }

    /// @param shown how many were seen; one that was seen before is counted again only when it was not kept
    private record Count(int kept, long shown) {
        static final Count NONE = new Count(0, 0);

        Json toJson() {
            return Json.object().with("kept", kept).with("shown", shown).build();
        }

        static Count read(Bytes row) {
            try {
                Fields fields = Fields.of("evidence", Canonical.read("evidence", row, MAX_ROW));
                Count count = new Count(fields.integer("kept", 0, MOST), fields.integer("shown"));
                fields.done();
                return count;
            } catch (FormatException damaged) {
                throw new IllegalStateException("the store gives back a damaged row: " + damaged.getMessage(), damaged);
            }
        }
    }

    void against(Origin record, String key, Bytes proof) {
        keep(record.text(), record.text() + "/" + key, proof);
    }

    void againstDocument(String document, String key, Bytes proof) {
        keep("document/" + document, key, proof);
    }

    private void keep(String subject, String key, Bytes proof) {
        if (turn.get(Table.EVIDENCE, key).isPresent()) {
            return;
        }
        Count before =
                turn.get(Table.STATE, Keys.evidence(subject)).map(Count::read).orElse(Count.NONE);
        boolean room = before.kept() < MOST;
        if (room) {
            turn.put(Table.EVIDENCE, key, proof);
        }
        Count now = new Count(room ? before.kept() + 1 : before.kept(), before.shown() + 1);
        turn.put(Table.STATE, Keys.evidence(subject), now.toJson());
    }

    /// How many proofs against a record were shown to this node, kept or not.
    public static long shown(Origin record, Lookup stored) {
        Optional<Bytes> row = stored.get(Table.STATE, Keys.evidence(record.text()));
        return row.map(Count::read).orElse(Count.NONE).shown();
    }
}
