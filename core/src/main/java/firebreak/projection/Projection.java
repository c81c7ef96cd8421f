package firebreak.projection;

import firebreak.charter.ChannelId;
import firebreak.charter.PostCode;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Lookup;
import firebreak.engine.Write;
import firebreak.note.Adoption;
import firebreak.note.Author;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Opening;
import firebreak.note.Receipt;
import firebreak.note.Said;
import firebreak.note.Successor;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The fold from recorded statements to the rows of the NOTE table. Run right after each step of the engine
/// with what it said, its writes in the same commit as the step's. A pure function of the set of statements:
/// their order does not matter and a repeated one changes nothing, so equal records give equal bytes.
///
/// Rows, all in [Table#NOTE]: the note itself (by channel and leaf), its [Ladder], one index row each for its
/// reference and its time, and for a joint note where it stands by now. [Notes] reads them.
public final class Projection {
    private final Rows rows;

    private Projection(Rows rows) {
        this.rows = rows;
    }

    public static List<Write> fold(Said said, Lookup stored) {
        return fold(List.of(said), stored);
    }

    /// @param said in any order
    /// @param stored what is stored, the writes of earlier steps included
    public static List<Write> fold(Collection<Said> said, Lookup stored) {
        Rows rows = new Rows(stored);
        Projection projection = new Projection(rows);
        said.forEach(projection::take);
        return rows.writes();
    }

    private void take(Said said) {
        switch (said.statement()) {
            case Note note -> note(said.channel(), said.at(), note);
            case Receipt receipt -> receipt(said.channel(), said.at(), receipt);
            case Opening _, Successor _, Adoption _ -> {} // nothing a note's reader asks for
        }
    }

    private void note(ChannelId channel, LeafRef at, Note note) {
        String key = NoteKeys.note(channel, at);
        rows.put(
                key,
                Json.object()
                        .with("leaf", at.toJson())
                        .with("note", note.toJson())
                        .build());
        rows.put(NoteKeys.reference(note.reference(), key), Json.of(key));
        rows.put(NoteKeys.time(channel, note.at(), at), Json.of(key));
        if (!note.joint()) {
            standing(channel, at, note);
            effects(channel, at, note);
            return;
        }
        joint(channel, at, note).ifPresent(first -> effects(channel, first, note));
    }

    /// Of the notes of a post in such a form the last holds: the one of the latest record and index.
    private void standing(ChannelId channel, LeafRef at, Note note) {
        Author author = note.authors().getFirst();
        if (!Notes.STANDING.contains(note.content().form()) || author.post().isEmpty()) {
            return;
        }
        String key =
                NoteKeys.standing(channel, note.content().form(), author.post().get());
        Standing said = new Standing(author.generation(), at.index(), NoteKeys.note(channel, at));
        if (rows.get(key, Standing::read).filter(said::isBefore).isEmpty()) {
            rows.put(key, said.toJson());
        }
    }

    /// Puts one more record's leaf down; gives the note's first leaf once every author's record has it.
    private Optional<LeafRef> joint(ChannelId channel, LeafRef at, Note note) {
        String key = NoteKeys.joint(channel, Hash.of(note.payload()));
        Joint before = rows.get(key, Joint::read).orElse(Joint.NOWHERE);
        Joint joint = note.authors().stream()
                .filter(author -> author.origin().equals(at.origin()))
                .findFirst()
                .map(author -> before.with(author.party(), at))
                .orElse(before);
        rows.put(key, joint.toJson());
        return joint.awaited(note).isEmpty() ? Optional.of(joint.first()) : Optional.empty();
    }

    /// What a note in force does to the notes it answers or amends.
    private void effects(ChannelId channel, LeafRef by, Note note) {
        note.content()
                .answers()
                .ifPresent(of -> Rung.of(note.content().answer())
                        .ifPresent(rung -> marks(channel, of, rung, note.authors(), note.at(), by)));
        note.content()
                .amends()
                .ifPresent(amends ->
                        marks(channel, amends.earlier(), Rung.of(amends.act()), note.authors(), note.at(), by));
    }

    private void marks(ChannelId channel, LeafRef of, Rung rung, List<Author> authors, Instant at, LeafRef by) {
        for (Author author : authors) {
            mark(channel, of, new Mark(rung, author.party(), author.post(), at, by, of.leaf(), Optional.empty()));
        }
    }

    private void receipt(ChannelId channel, LeafRef at, Receipt receipt) {
        Author author = receipt.author();
        Optional<PostCode> post = author.post();
        mark(
                channel,
                receipt.of(),
                new Mark(
                        Rung.of(receipt.kind()),
                        author.party(),
                        post,
                        receipt.at(),
                        at,
                        receipt.of().leaf(),
                        receipt.reason()));
    }

    private void mark(ChannelId channel, LeafRef of, Mark mark) {
        String key = NoteKeys.ladder(NoteKeys.note(channel, of));
        Ladder ladder = rows.get(key, Ladder::read).orElse(Ladder.EMPTY);
        Ladder higher = ladder.with(mark);
        if (!higher.equals(ladder)) {
            rows.put(key, higher.toJson());
        }
    }
}
