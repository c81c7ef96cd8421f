package firebreak.projection;

import firebreak.charter.ChannelId;
import firebreak.charter.PartyCode;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.engine.Keys;
import firebreak.engine.StoreView;
import firebreak.engine.Table;
import firebreak.note.LeafRef;
import firebreak.note.Note;
import firebreak.note.Statement;
import firebreak.record.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what [Projection] has folded. Sees what is committed in the store it is given.
public final class Notes {
    /// What a post says of itself for the directory.
    public static final String DIRECTORY_ENTRY = "directory-entry";

    /// What a post declares on the political status of a line.
    public static final String LINE_STATUS = "line-status";

    /// Forms of which a post's last word holds, and its earlier ones do not.
    static final Set<String> STANDING = Set.of(DIRECTORY_ENTRY, LINE_STATUS);

    private static final int MOST_OF_ONE_REFERENCE = 100;

    private static final Comparator<NoteCursor> NEWEST_FIRST = Comparator.comparing(NoteCursor::time)
            .thenComparing(NoteCursor::channel)
            .thenComparing(NoteCursor::leaf);

    private final StoreView store;

    public Notes(StoreView store) {
        this.store = store;
    }

    /// The note at a leaf; empty where no note stands there or it is not known here.
    public Optional<NoteRow> at(ChannelId channel, Origin origin, long index) {
        String key = Keys.note(channel, origin, index);
        return store.get(Table.NOTE, key).map(value -> row(channel, key, value));
    }

    /// What has happened so far to the note at a leaf, without reading the note.
    public Ladder ladder(ChannelId channel, LeafRef leaf) {
        return ladder(NoteKeys.note(channel, leaf)).about(leaf.leaf());
    }

    private Ladder ladder(String noteKey) {
        return store.get(Table.NOTE, NoteKeys.ladder(noteKey))
                .map(ladder -> Rows.read(noteKey, ladder, Ladder::read))
                .orElse(Ladder.EMPTY);
    }

    /// The last word of each post of a channel in one of the forms of which the last word holds; one that its authors
    /// cancelled is none.
    ///
    /// @param form [#DIRECTORY_ENTRY] or [#LINE_STATUS]
    public List<NoteRow> standing(ChannelId channel, String form) {
        String from = NoteKeys.standings(channel, form);
        return store.all(Table.NOTE, from, from + "~").stream()
                .map(entry -> Rows.read(entry.key(), entry.value(), Standing::read))
                .map(standing -> keyed(standing.note()))
                .filter(row -> row.amendments().stream().noneMatch(mark -> mark.rung() == Rung.CANCELLED))
                .toList();
    }

    /// All leaves whose note bears this reference. More than one for a joint note, which stands in several
    /// records; and references are chosen by their authors, so two channels with one label can repeat them.
    public List<NoteRow> withReference(String reference) {
        String from = NoteKeys.references(reference);
        return store.range(Table.NOTE, from, from + "~", MOST_OF_ONE_REFERENCE).stream()
                .map(entry -> Rows.read(entry.key(), entry.value(), Fields::asString))
                .map(this::keyed)
                .toList();
    }

    /// The notes of a channel by record and index.
    ///
    /// @param after the last row of the page before; empty for the first page
    public List<NoteRow> of(ChannelId channel, Optional<LeafRef> after, int limit) {
        String from = after.map(leaf -> NoteKeys.note(channel, leaf) + "!")
                .orElse(channel.hash().hex() + "/");
        return store.range(Table.NOTE, from, channel.hash().hex() + "/~", limit).stream()
                .map(entry -> row(channel, entry.key(), entry.value()))
                .toList();
    }

    /// The notes of some channels, newest first by the time they state; those of one time by channel and leaf. Reads
    /// no more rows than it gives, however many there are.
    ///
    /// @param after where the page before ended; empty for the first page
    /// @param limit at least 1
    public NotePage newest(Collection<ChannelId> channels, Optional<NoteCursor> after, int limit) {
        List<Indexed> found = new ArrayList<>();
        for (ChannelId channel : channels) {
            String times = NoteKeys.times(channel);
            String from = after.map(cursor -> cursor.from(channel)).orElse(times);
            store.range(Table.NOTE, from, times + "~", limit + 1)
                    .forEach(entry -> found.add(new Indexed(NoteCursor.behind(channel, entry.key()), entry)));
        }
        found.sort(Comparator.comparing(Indexed::place, NEWEST_FIRST));
        List<Indexed> page = found.stream().limit(limit).toList();
        return new NotePage(
                page.stream()
                        .map(one -> Rows.read(one.entry().key(), one.entry().value(), Fields::asString))
                        .map(this::keyed)
                        .toList(),
                found.size() > limit ? Optional.of(page.getLast().place()) : Optional.empty());
    }

    private record Indexed(NoteCursor place, StoreView.Entry entry) {}

    private NoteRow keyed(String key) {
        try {
            ChannelId channel = new ChannelId(Hash.parse(key, key.substring(0, key.indexOf('/'))));
            return row(channel, key, store.get(Table.NOTE, key).orElseThrow());
        } catch (FormatException damaged) {
            throw new IllegalStateException("the store gives back a damaged row: " + damaged.getMessage(), damaged);
        }
    }

    private NoteRow row(ChannelId channel, String key, Bytes value) {
        Recorded recorded = Rows.read(key, value, Recorded::read);
        return row(channel, key, recorded.leaf(), recorded.note());
    }

    private NoteRow row(ChannelId channel, String key, LeafRef at, Note note) {
        Ladder all = ladder(key);
        List<Mark> astray = all.marks().stream()
                .filter(mark -> !mark.of().equals(at.leaf()))
                .toList();
        return new NoteRow(channel, at, note, all.about(at.leaf()), astray, awaited(channel, note));
    }

    /// The same note with what has happened to it since, without reading the note again.
    public NoteRow again(NoteRow before) {
        return row(before.channel(), NoteKeys.note(before.channel(), before.leaf()), before.leaf(), before.note());
    }

    private List<PartyCode> awaited(ChannelId channel, Note note) {
        if (!note.joint()) {
            return List.of();
        }
        String key = NoteKeys.joint(channel, Hash.of(note.payload()));
        return store.get(Table.NOTE, key)
                .map(value -> Rows.read(key, value, Joint::read))
                .orElse(Joint.NOWHERE)
                .awaited(note);
    }

    /// A note and its leaf, as stored.
    private record Recorded(LeafRef leaf, Note note) {
        static Recorded read(String place, Json value) throws FormatException {
            Fields fields = Fields.of(place, value);
            Recorded recorded =
                    new Recorded(fields.required("leaf", LeafRef::read), fields.required("note", Recorded::note));
            fields.done();
            return recorded;
        }

        private static Note note(String place, Json value) throws FormatException {
            if (Statement.read(place, value) instanceof Note note) {
                return note;
            }
            throw new FormatException(place, "expected a note");
        }
    }
}
