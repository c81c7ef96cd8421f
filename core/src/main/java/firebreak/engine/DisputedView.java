package firebreak.engine;

import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.note.LeafRef;
import firebreak.record.Origin;

/// A member's view names another root of a record than that record has here at the same size. Either the record's
/// owner has signed two histories, or the view is false. The view is signed by its author and not by the owner, so it
/// alone proves neither: it is kept and shown, nobody is accused, and its author is asked for what the owner signed.
///
/// @param by whose view it is
/// @param at the leaf of the statement that bears it
/// @param owner whose record it is a view of
/// @param said the root in the view
/// @param held the root here
/// @param signed the statement as it was signed; kept even when its body is erased
public record DisputedView(
        PartyCode by, LeafRef at, PartyCode owner, Origin record, long size, Hash said, Hash held, Bytes signed) {
    /// How the keys of disputed views begin among the evidence.
    public static final String PREFIX = "view/";

    private static final int MAX_ROW = 8 << 20;

    /// One for each author and record: the first.
    String key() {
        return PREFIX + record.text() + "/" + by;
    }

    Json toJson() {
        return Json.object()
                .with("by", by.value())
                .with("at", at.toJson())
                .with("owner", owner.value())
                .with("record", record.text())
                .with("size", size)
                .with("said", said)
                .with("held", held)
                .with("signed", signed.base64Url())
                .build();
    }

    /// @throws FormatException when the row is none that [#toJson] gave
    public static DisputedView read(Bytes row) throws FormatException {
        Fields fields = Fields.of("disputed view", Canonical.read("disputed view", row, MAX_ROW));
        DisputedView view = new DisputedView(
                fields.required("by", PartyCode::read),
                fields.required("at", LeafRef::read),
                fields.required("owner", PartyCode::read),
                fields.required("record", Origin::read),
                fields.integer("size"),
                fields.hash("said"),
                fields.hash("held"),
                Bytes.parseBase64Url("disputed view.signed", fields.string("signed")));
        fields.done();
        return view;
    }

    /// For people: who said what, what is here, and what it may mean.
    public String words() {
        return by + " says in leaf " + at.index() + " of its record that " + owner + "'s record " + record.text()
                + " had the root " + said.hex() + " at size " + size + "; here it had " + held.hex() + ". Either "
                + owner + " has shown two histories, or the view of " + by + " is false; " + by
                + " was asked for the checkpoint that " + owner + " signed.";
    }
}
