package firebreak.projection;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.encoding.Json;
import firebreak.note.Amends;
import firebreak.note.Author;
import firebreak.note.Content;
import firebreak.note.LeafRef;
import firebreak.note.Marking;
import firebreak.note.Note;
import java.util.List;
import java.util.Map;

/// One note at its leaf, with all that has happened to it since, as the records at hand say.
///
/// @param ladder marks about this very leaf
/// @param astray marks that name another leaf at the same place: whoever made them was shown another record
/// @param awaited authors of a joint note whose records do not have it yet; while there are any it is
///     proposed and binds nobody
public record NoteRow(
        ChannelId channel, LeafRef leaf, Note note, Ladder ladder, List<Mark> astray, List<PartyCode> awaited) {
    public NoteRow {
        astray = List.copyOf(astray);
        awaited = List.copyOf(awaited);
    }

    public boolean proposed() {
        return !awaited.isEmpty();
    }

    /// The first line for a list: the field `subject`, or empty where the form has none.
    public String subject() {
        return field("subject");
    }

    /// The field `text`, or empty where the form has none.
    public String text() {
        return field("text");
    }

    private String field(String name) {
        Map<String, Json> fields = note.content().fields().members();
        return fields.get(name) instanceof Json.Str(String value) ? value : "";
    }

    /// Replies and declines; holding replies are at [Rung#HOLDING].
    public List<Mark> answers() {
        return ladder.marks().stream().filter(mark -> mark.rung().answers()).toList();
    }

    /// What later notes of the same authors did to this one; nobody amends another's note.
    public List<Mark> amendments() {
        return ladder.marks().stream()
                .filter(mark -> mark.rung().amends())
                .filter(mark -> note.authors().stream()
                        .anyMatch(author -> author.party().equals(mark.party())))
                .toList();
    }

    /// For programs that show notes: the note's own data, then one list for each rung.
    public Json.Obj toJson() {
        Content content = note.content();
        Json.Builder json = Json.object()
                .with("channel", channel.toJson())
                .with("leaf", leaf.toJson())
                .with("reference", note.reference())
                .with("recorded", note.at())
                .with("authors", Json.list(note.authors(), NoteRow::author))
                .with("form", content.form())
                .with("action", Json.list(content.action(), PostCode::toJson))
                .with("information", Json.list(content.information(), PostCode::toJson))
                .with("outside", Json.strings(content.outside()))
                .with("precedence", content.precedence().name())
                .with("marking", marking(content.marking()))
                .with("language", content.language())
                .with("answers", content.answers().map(LeafRef::toJson).orElse(null))
                .with("refs", Json.list(content.refs(), LeafRef::toJson))
                .with("amends", content.amends().map(Amends::toJson).orElse(null))
                .with("subject", subject())
                .with("text", text())
                .with("fields", content.fields())
                .with("proposed", proposed())
                .with("awaited", Json.list(awaited, PartyCode::toJson));
        return rungs(json).with("astray", Json.list(astray, Mark::toJson)).build();
    }

    private Json.Builder rungs(Json.Builder json) {
        return json.with("delivered", marks(ladder.at(Rung.DELIVERED)))
                .with("held", marks(ladder.at(Rung.HELD)))
                .with("read", marks(ladder.at(Rung.READ)))
                .with("acknowledged", marks(ladder.at(Rung.ACKNOWLEDGED)))
                .with("holding", marks(ladder.at(Rung.HOLDING)))
                .with("answered", marks(answers()))
                .with("amended", marks(amendments()));
    }

    private static Json marks(List<Mark> marks) {
        return Json.list(marks, Mark::toJson);
    }

    private static Json author(Author author) {
        return Json.object()
                .with("party", author.party().value())
                .with("post", author.post().map(PostCode::value).orElse(null))
                .build();
    }

    private static Json marking(Marking marking) {
        return Json.object()
                .with("handling", marking.handling())
                .with("releasableTo", Json.list(marking.releasableTo(), PartyCode::toJson))
                .build();
    }
}
