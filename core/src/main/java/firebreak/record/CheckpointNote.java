package firebreak.record;

import firebreak.encoding.Bytes;
import firebreak.encoding.FormatException;
import firebreak.identity.RecordKeys;
import java.util.List;

/// A checkpoint with its signature lines as it came: well formed, nothing verified. The only way on is
/// [#verify], which gives a [SignedCheckpoint].
///
/// @param note whose text is that of the checkpoint
public record CheckpointNote(Checkpoint checkpoint, SignedNote note) {
    public CheckpointNote {
        if (!checkpoint.text().equals(note.text())) {
            throw new IllegalArgumentException("the text of the note is not that of the checkpoint");
        }
    }

    public static CheckpointNote parse(String place, Bytes content) throws FormatException {
        SignedNote note = SignedNote.parse(place, content);
        return new CheckpointNote(Checkpoint.parse(place, note.text()), note);
    }

    /// The same checkpoint with these lines alone.
    ///
    /// @param lines at least one
    public CheckpointNote only(List<SignatureLine> lines) {
        return new CheckpointNote(checkpoint, new SignedNote(note.text(), lines));
    }

    public Bytes bytes() {
        return note.bytes();
    }

    /// @param origin the record this must be a checkpoint of
    public CheckpointCheck verify(Origin origin, RecordKeys keys) {
        return SignedCheckpoint.verify(this, origin, keys);
    }
}
